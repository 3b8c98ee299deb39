// Shows what a link leads to while it is pointed at, has the focus, or is pressed for long.
// Escape hides it, the pointer can move onto it, and it stays until pointer or focus leave (WCAG 2.2, 1.4.13).
// The cards lie in scripts, not in data to be fetched: so it works from files, too.
(() => {
  const PARTS = 64
  const here = document.currentScript && document.currentScript.src
  if (!here || window.briefkitPreviews) return
  const base = new URL("..", here).href
  const RECORD = /^((?:actors|places|events|claims|sources|briefings)\/[a-z0-9-]+)(?:\/(?:index\.html)?|\.html)$/
  const cards = {}
  const loading = {}
  window.briefkitPreviews = (found) => Object.assign(cards, found)

  const nameOf = (link) => {
    // links in a picture have no text for an address
    const address = new URL(link.getAttribute("href"), location.href).href.split("#")[0]
    if (!address.startsWith(base) || address === location.href.split("#")[0]) return null
    const found = RECORD.exec(address.slice(base.length))
    return found && !found[1].endsWith("/index") ? found[1] : null
  }

  // FNV-1a, as where the scripts are written
  const partOf = (name) => {
    let total = 0x811c9dc5
    for (const character of name) total = Math.imul(total ^ character.charCodeAt(0), 0x01000193) >>> 0
    return total % PARTS
  }

  const load = (part) => {
    loading[part] ??= new Promise((done) => {
      const script = document.createElement("script")
      script.src = `${base}assets/previews/${part}.js`
      script.onload = script.onerror = done
      document.head.append(script)
    })
    return loading[part]
  }

  const line = (name, words, tag = "p") => {
    const element = document.createElement(tag)
    element.className = name
    element.textContent = words
    return element
  }

  const drawn = (card) => {
    const box = document.createElement("div")
    box.id = "bk-preview"
    box.className = "bk-preview"
    box.setAttribute("role", "tooltip")
    const kind = line("bk-preview__kind", "")
    if (card.state) kind.append(line(`bk-state bk-state--${card.state}`, card.words, "span"), " ")
    kind.append(card.tlp ? `${card.kind} · ${card.tlp}` : card.kind)
    box.append(kind)
    box.append(line("bk-preview__title", card.title))
    if (card.line) box.append(line("bk-preview__line", card.line))
    const facts = document.createElement("p")
    facts.className = "bk-preview__facts"
    facts.append([...(card.facts || []), card.change].filter(Boolean).join(" · "))
    if (facts.textContent) box.append(facts)
    return box
  }

  let shown = null
  let wanted = null
  let timer = 0

  const hide = () => {
    clearTimeout(timer)
    wanted = null
    if (!shown) return
    shown.link.removeAttribute("aria-describedby")
    shown.box.remove()
    shown = null
  }

  const place = (box, link) => {
    const around = [...link.getClientRects()].pop() || link.getBoundingClientRect()
    const width = document.documentElement.clientWidth
    const left = Math.max(8, Math.min(around.left, width - box.offsetWidth - 8))
    const below = around.bottom + box.offsetHeight + 8 < window.innerHeight || around.top < box.offsetHeight + 8
    box.style.left = `${left + window.scrollX}px`
    box.style.top = `${(below ? around.bottom + 4 : around.top - box.offsetHeight - 4) + window.scrollY}px`
  }

  const show = async (link, name) => {
    await load(partOf(name))
    const card = cards[name]
    if (!card || wanted !== link || !link.isConnected) return
    hide()
    const box = drawn(card)
    document.body.append(box)
    link.setAttribute("aria-describedby", box.id)
    place(box, link)
    shown = { link, box }
    wanted = link
  }

  const soon = (link, wait) => {
    const name = link && nameOf(link)
    if (!name || (shown && shown.link === link)) return
    clearTimeout(timer)
    wanted = link
    timer = setTimeout(() => show(link, name), wait)
  }

  const leave = () => {
    clearTimeout(timer)
    wanted = shown && shown.link
    timer = setTimeout(hide, 250)
  }

  const linkAt = (target) => (target instanceof Element ? target.closest("main a[href], [role=main] a[href]") : null)
  const within = (target) => shown && target instanceof Node && (shown.box.contains(target) || shown.link.contains(target))

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return
    if (within(event.target)) clearTimeout(timer)
    else if (linkAt(event.target)) soon(linkAt(event.target), 300)
    else if (shown || wanted) leave()
  })
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target)
    if (link && link.matches(":focus-visible")) soon(link, 150)
    else if (!within(event.target)) hide()
  })
  document.addEventListener("focusout", () => shown && leave())
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide())

  // a finger that stays: the card in place of the menu, and no step to the page
  let pressed = 0
  let held = false
  document.addEventListener("touchstart", (event) => {
    const link = linkAt(event.target)
    held = false
    clearTimeout(pressed)
    if (!within(event.target)) hide()
    const name = link && nameOf(link)
    if (!name) return
    pressed = setTimeout(() => {
      held = true
      wanted = link
      show(link, name)
    }, 500)
  }, { passive: true })
  for (const name of ["touchend", "touchmove", "touchcancel"]) {
    document.addEventListener(name, () => clearTimeout(pressed), { passive: true })
  }
  document.addEventListener("contextmenu", (event) => held && linkAt(event.target) && event.preventDefault())
  document.addEventListener("click", (event) => {
    if (held && linkAt(event.target)) event.preventDefault()
    held = false
  }, true)
  if (window.document$) window.document$.subscribe(hide)
})();
