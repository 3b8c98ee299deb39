// The page of the search, over the index that Pagefind made of the site. Words and addresses stand in the form.
// Nothing that was found is taken for markup: of an excerpt only its text and its marks are kept.
(() => {
  const AT_ONCE = 10
  const SECTIONS = 3
  const PAUSE = 150
  const KEYS = "briefkit-search-keys"
  const FILTERS = ["kind", "dispute", "place", "actor", "date"]

  // a browser may keep nothing, and says so with an error
  const kept = (value) => {
    try {
      if (value) localStorage.setItem(KEYS, value)
      return localStorage.getItem(KEYS) || "on"
    } catch {
      return "on"
    }
  }

  const made = (tag, name, words) => {
    const element = document.createElement(tag)
    if (name) element.className = name
    if (words) element.append(words)
    return element
  }

  // an excerpt as Pagefind writes it: text, its angle brackets escaped, with <mark> in it; that of a section
  // begins with its heading, which stands above it
  const marked = (excerpt, heading) => {
    const box = made("p", "bk-hit__words")
    const above = heading.replace(/</g, "&lt;").replace(/>/g, "&gt;")
    const rest = excerpt.startsWith(above) ? excerpt.slice(above.length).replace(/^[.\s]+/, "") : excerpt
    rest.split(/<mark>(.*?)<\/mark>/).forEach((part, number) => {
      const text = part.replace(/&lt;/g, "<").replace(/&gt;/g, ">")
      box.append(number % 2 ? made("mark", "", text) : text)
    })
    return box
  }

  const enhance = (form) => {
    if (location.protocol === "file:" || form.dataset.ready) return
    form.dataset.ready = "yes"
    const { index, root, failed, none, found: many, first, searching, page } = form.dataset
    const field = form.elements.q
    const told = form.querySelector("output")
    const list = form.querySelector(".bk-hits")
    const more = form.querySelector(".bk-search__more button")
    const keys = form.querySelector(".bk-search__keys input")
    const fallback = document.querySelector(".bk-search-off")
    const selects = FILTERS.map((name) => form.elements[name])
    const states = new Map([...form.elements.dispute.options].map((option) => [option.value, option.text]))
    const language = document.documentElement.lang || undefined
    const home = new URL(root, location.href)
    let engine = null
    let round = 0
    let found = []
    let last = ""

    const linked = (address, words) => {
      const link = made("a", "", words)
      link.href = new URL(`./${address.replace(/^\/+/, "")}`, home).href
      return link
    }

    const what = (meta) => {
      const line = made("p", "bk-kicker")
      if (meta.state) line.append(made("span", `bk-state bk-state--${meta.state}`, states.get(meta.state)), " ")
      line.append([meta.what || page, meta.date].filter(Boolean).join(" · "))
      return line
    }

    const hit = (data) => {
      const item = made("li", `bk-hit bk-card bk-card--${data.meta.kind}`)
      const title = made("h2", "bk-hit__title")
      title.append(linked(data.url, data.meta.title))
      item.append(what(data.meta), title)
      if (data.meta.line) item.append(made("p", "bk-hit__line", data.meta.line))
      const sections = data.sub_results.filter((part) => part.url.includes("#") && part.excerpt.includes("<mark>"))
      const own = sections.filter((part) => part.title !== data.meta.title)
      if (!own.length && data.excerpt.includes("<mark>")) item.append(marked(data.excerpt, data.meta.title))
      const box = made("ul", "bk-hit__sections")
      for (const part of own.slice(0, SECTIONS)) {
        const entry = made("li")
        entry.append(linked(part.url, part.title), marked(part.excerpt, part.title))
        box.append(entry)
      }
      if (box.children.length) item.append(box)
      return item
    }

    const loaded = async (results) => (await Promise.all(results.map((result) => result.data()))).map(hit)

    const counted = (select, counts) => {
      for (const option of select.options) {
        if (!option.value) continue
        option.dataset.words ??= option.text
        const count = counts[option.value] || 0
        option.text = `${option.dataset.words} (${count.toLocaleString(language)})`
        option.disabled = !count && !option.selected
      }
    }

    const wanted = () => {
      const filters = selects.filter((select) => select.value).map((select) => [select.name, select.value])
      return { words: field.value.trim(), filters: Object.fromEntries(filters), sort: form.elements.sort.value }
    }

    // the address holds what is asked: it can be kept and sent on
    const remember = ({ words, filters, sort }) => {
      const asked = new URLSearchParams({ ...(words && { q: words }), ...filters, ...(sort && { sort }) })
      const query = asked.size ? `?${asked}` : location.pathname
      history.replaceState(history.state, "", query)
    }

    const search = async () => {
      const asked = wanted()
      const words = JSON.stringify(asked)
      if (words === last) return
      const mine = ++round
      last = words
      remember(asked)
      told.textContent = searching
      const options = { filters: asked.filters, ...(asked.sort && { sort: { date: "desc" } }) }
      const answer = await engine.search(asked.words || null, options)
      // what else could be chosen in a filter is counted as if nothing were
      const others = await Promise.all(selects.map(async ({ name, value }) => {
        const { [name]: _, ...rest } = asked.filters
        return value ? engine.search(asked.words || null, { filters: rest }) : answer
      }))
      const idle = !asked.words && !Object.keys(asked.filters).length
      const results = idle ? [] : answer.results
      const items = await loaded(results.slice(0, AT_ONCE))
      // another search has begun meanwhile
      if (mine !== round) return
      found = results
      list.replaceChildren(...items)
      more.hidden = items.length >= found.length
      selects.forEach((select, number) => counted(select, others[number].filters[select.name] || {}))
      told.textContent = idle ? first : found.length ? many.replace("…", found.length.toLocaleString(language)) : none
    }

    const giveUp = () => {
      form.hidden = true
      fallback.hidden = false
      fallback.prepend(made("p", "bk-notice", failed))
    }

    const attempt = (task) => task().catch(giveUp)

    const fill = (counts) => {
      for (const name of ["place", "actor"]) {
        const values = Object.keys(counts[name] || {}).sort((a, b) => a.localeCompare(b, language))
        form.elements[name].append(...values.map((value) => new Option(value, value)))
      }
      const years = Object.keys(counts.date || {}).sort().reverse()
      const decades = years.filter((value) => value.length > 4)
      for (const decade of decades) {
        const group = document.createElement("optgroup")
        group.label = decade
        const inside = years.filter((year) => year.length === 4 && year.slice(0, 3) === decade.slice(0, 3))
        group.append(...[decade, ...inside].map((value) => new Option(value, value)))
        form.elements.date.append(group)
      }
    }

    const begin = async () => {
      fallback.hidden = true
      form.hidden = false
      const given = new URLSearchParams(location.search)
      field.value = given.get("q") || ""
      keys.checked = kept() === "on"
      field.focus()
      engine = await import(new URL(`${index}pagefind.js`, location.href).href)
      await engine.options({ baseUrl: "/" })
      fill(await engine.filters())
      for (const name of [...FILTERS, "sort"]) form.elements[name].value = given.get(name) || ""
      // a value that there is no longer is none
      for (const select of [...selects, form.elements.sort]) if (select.selectedIndex < 0) select.value = ""
      await search()
    }

    let timer = 0
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      clearTimeout(timer)
      if (engine) attempt(search)
    })
    form.addEventListener("input", (event) => {
      clearTimeout(timer)
      if (event.target === keys) kept(keys.checked ? "on" : "off")
      else if (engine) timer = setTimeout(() => attempt(search), PAUSE)
    })
    more.addEventListener("click", () => attempt(async () => {
      const mine = round
      const shown = list.children.length
      more.disabled = true
      const items = await loaded(found.slice(shown, shown + AT_ONCE))
      more.disabled = false
      if (mine !== round) return
      list.append(...items)
      more.hidden = list.children.length >= found.length
      // the button may be gone: whoever pressed it goes on with what came
      items[0].querySelector("a").focus()
    }))
    attempt(begin)
  }

  // as in Material; where that has a search of its own, the keys are its own
  const opened = (event) => {
    const button = document.querySelector(".bk-search-button")
    if (!button || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (!["/", "s"].includes(event.key) || document.querySelector("[data-md-component=search]")) return
    if (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]")) return
    if (kept() === "off") return
    event.preventDefault()
    const field = document.querySelector(".bk-search:not([hidden]) [name=q]")
    if (field) field.focus()
    else button.click()
  }

  const start = () => document.querySelectorAll(".bk-search").forEach(enhance)
  document.addEventListener("keydown", opened)
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start)
  else start()
  // Material swaps pages without loading them where navigation.instant is on
  if (window.document$) window.document$.subscribe(start)
})();
