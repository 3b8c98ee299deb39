// Narrows a table of who says what to the claims on which two of its holders differ.
// The table says everything without it: this only hides rows.
(() => {
  const stance = (cell) => {
    // several positions stand in the order of time: the last one counts
    const marks = cell.querySelectorAll("[class*='bk-stance--']")
    const last = marks[marks.length - 1]
    return last ? [...last.classList].find((name) => name.startsWith("bk-stance--")) : null
  }

  const chooser = (names, label) => {
    const select = document.createElement("select")
    select.setAttribute("aria-label", label)
    select.append(new Option(label, ""))
    names.forEach((name, index) => select.append(new Option(name, String(index + 1))))
    return select
  }

  const enhance = (box) => {
    const table = box.querySelector("table")
    const heads = table ? [...table.tHead.rows[0].cells].slice(1) : []
    if (heads.length < 2 || box.querySelector("form")) return
    const names = heads.map((head) => head.textContent.trim())
    const { only, one, other, found } = box.dataset
    const form = document.createElement("form")
    form.className = "bk-filter"
    const first = chooser(names, one)
    const second = chooser(names, other)
    const told = document.createElement("output")
    form.append(`${only}:`, " ", first, " ", second, " ", told)

    form.addEventListener("submit", (event) => event.preventDefault())
    form.addEventListener("change", () => {
      const [a, b] = [Number(first.value), Number(second.value)]
      let shown = 0
      for (const row of table.tBodies[0].rows) {
        const [x, y] = [a, b].map((column) => (column ? stance(row.cells[column]) : null))
        row.hidden = Boolean(a && b) && !(x && y && x !== y)
        shown += row.hidden ? 0 : 1
      }
      told.textContent = a && b ? found.replace("#", String(shown)) : ""
    })
    box.prepend(form)
  }

  const start = () => document.querySelectorAll(".bk-matrix").forEach(enhance)
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start)
  else start()
  // Material swaps pages without loading them where navigation.instant is on
  if (window.document$) window.document$.subscribe(start)
})();
