// On paper: what is folded is opened, and every link gets a number that leads to a list of addresses at the end.
// Without it, styles open what is folded, and print the addresses of other sites behind their links.
(() => {
  const APART = ".bk-endnotes, .bk-colophon, .bk-evidence, .bk-pager, .bk-edit, .bk-data, .bk-note, .headerlink"
  let undo = []

  const address = (link, root) => {
    const clean = link.href.split(":~:")[0].replace(/#$/, "")
    return clean.startsWith(root) ? `/${clean.slice(root.length)}` : clean
  }

  const number = (article, foot) => {
    const { root: way, base, addresses, below } = foot.querySelector(".bk-address").dataset
    const root = new URL(way, location.href).href
    const found = new Map()
    for (const link of article.querySelectorAll("a[href]")) {
      const href = link instanceof HTMLAnchorElement ? link.getAttribute("href") : "#"
      if (href.startsWith("#") || link.closest(APART)) continue
      const where = address(link, root)
      if (!found.has(where)) found.set(where, found.size + 1)
      const mark = document.createElement("sup")
      mark.className = "bk-address-mark"
      mark.textContent = `[${found.get(where)}]`
      const next = link.nextSibling
      const note = next instanceof Element && next.classList.contains("bk-note")
      ;(note ? next : link).after(mark)
      undo.push(() => mark.remove())
    }
    if (!found.size) return
    const list = document.createElement("section")
    list.className = "bk-addresses"
    const head = document.createElement("p")
    head.textContent = base ? below.replace("#", base) : addresses
    const entries = document.createElement("ol")
    for (const where of found.keys()) {
      const entry = document.createElement("li")
      entry.textContent = where
      entries.append(entry)
    }
    list.append(head, entries)
    foot.before(list)
    undo.push(() => list.remove())
  }

  const open = (box) => {
    if (box.open) return
    box.open = true
    undo.push(() => { box.open = false })
  }

  // the foot of every sheet: styles cannot take it out of the text
  const repeat = (foot) => {
    const words = [...foot.querySelectorAll("li")].map((line) => line.textContent.trim())
    document.documentElement.style.setProperty("--bk-foot", JSON.stringify(words.slice(0, 3).join(" · ")))
    document.documentElement.dataset.bkAddresses = ""
  }

  const restore = () => {
    undo.reverse().forEach((step) => step())
    undo = []
    delete document.documentElement.dataset.bkAddresses
  }

  // it may be told several times before it is over
  addEventListener("beforeprint", () => {
    restore()
    document.querySelectorAll("details").forEach(open)
    const foot = document.querySelector(".bk-colophon")
    if (!foot) return
    repeat(foot)
    number(foot.closest("article, [role='main']") || document.body, foot)
  })

  addEventListener("afterprint", restore)
})();
