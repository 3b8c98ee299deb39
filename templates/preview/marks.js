// The way from change to change, and the switch of the marks as it was left. Without it the switch works on each page.
(() => {
  const KEY = "briefkit-marks"
  const bar = document.querySelector(".bk-against")
  const shown = bar && bar.querySelector("[data-bk-marks]")
  if (!shown) return

  // a browser may keep nothing: of a page that is a file, or where its reader wants it so
  const kept = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(KEY)
      localStorage.setItem(KEY, value)
    } catch {
      return null
    }
  }

  // Styles count what lies beside what, hidden or not: what is not shown is taken out, and put back where it was.
  const GONE = ".bk-del, .bk-removed, .bk-change-word, .bk-told"
  const AROUND = ".bk-ins, .bk-swap, .bk-run, .bk-change-sign"
  let undo = []

  const takeOut = () => {
    for (const one of document.querySelectorAll(GONE)) {
      const place = document.createComment("")
      one.replaceWith(place)
      undo.push(() => place.replaceWith(one))
    }
    for (const one of document.querySelectorAll(AROUND)) {
      const first = document.createComment("")
      const last = document.createComment("")
      one.replaceWith(first, ...one.childNodes, last)
      undo.push(() => {
        while (first.nextSibling !== last) one.append(first.nextSibling)
        first.replaceWith(one)
        last.remove()
      })
    }
  }

  const apply = () => {
    for (const back of undo.reverse()) back()
    undo = []
    if (!shown.checked) takeOut()
  }

  shown.checked = kept() !== "hidden"
  apply()
  shown.addEventListener("change", () => {
    kept(shown.checked ? "shown" : "hidden")
    apply()
  })

  const next = bar.querySelector("[data-bk-next]")
  const changes = [...document.querySelectorAll('[id^="bk-change-"]')]
  const place = document.createElement("span")
  place.className = "bk-against__place"
  place.setAttribute("role", "status")
  next.after(place)
  let at = -1

  next.addEventListener("click", (event) => {
    if (!changes.length) return
    event.preventDefault()
    if (!shown.checked) {
      shown.checked = true
      kept("shown")
      apply()
    }
    changes[at]?.classList.remove("bk-now")
    at = (at + 1) % changes.length
    const change = changes[at]
    for (let box = change.closest("details"); box; box = box.parentElement.closest("details")) box.open = true
    change.classList.add("bk-now")
    change.scrollIntoView({ block: "center" })
    place.textContent = next.dataset.bkNext.replace("{number}", at + 1).replace("{count}", changes.length)
  })
})();
