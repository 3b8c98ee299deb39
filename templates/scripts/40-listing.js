// Filters and sorts a list over all of its pages. The list is there without it: this only puts another in its place.
// The entries lie in a script, loaded when the form is first used: so it works from files, and pages stay small.
// The state stands in the address, so that a filtered list can be linked to.
(() => {
  const here = document.currentScript && document.currentScript.src
  if (!here || window.briefkitListing) return
  const base = new URL("..", here).href
  const lists = {}
  window.briefkitListing = (data) => (lists[data.name] = prepared(data))
  const CHOICES = 12 // more than these are typed, not picked
  const OFFERED = 50
  const LONGEST = 200
  const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(0[1-9]|[12]\d|3[01]))?$/
  // not `q`: a theme may take that for a search of its own
  const SETTINGS = ["find", "from", "to", "sort"]

  // As names are folded where the site is made: case, accents and typographic signs do not count.
  // Only marks that are accents go: the vowels of Indic scripts are marks, too.
  const fold = (text) =>
    text.toLowerCase().normalize("NFD")
      .replace(/[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670]/g, "")
      .replace(/\p{Cf}/gu, "").replace(/ß/g, "ss").replace(/ς/g, "σ")
      .replace(/['\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4`\uff07]/g, "'")
      .replace(/["\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02]/g, '"')
      .replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, "-")
      .replace(/\s+/g, " ").trim()

  const number = (value) => value.toLocaleString(document.documentElement.lang || undefined)

  // The words of a message with texts or elements in the places of their names.
  const filled = (message, values) =>
    message.split(/\{(\w+)\}/).flatMap((piece, index) => (index % 2 ? values[piece] : piece ? [piece] : []))

  const element = (tag, name, ...content) => {
    const made = document.createElement(tag)
    if (name) made.className = name
    made.append(...content)
    return made
  }

  // words that run against the page keep their order, and what stands beside them its place
  const isolated = (words) => element("bdi", "", words)

  // The entries

  const facetOf = (written) => {
    const facet = { folder: "", marks: "", unmarked: [], ...written }
    const labels = new Map()
    facet.choices = written.choices.map(([key, label, also = ""]) => ({ key, label, shown: label, also, count: 0 }))
    for (const choice of facet.choices) labels.set(choice.label, (labels.get(choice.label) || 0) + 1)
    facet.byKey = new Map()
    facet.byName = new Map()
    facet.choices.forEach((choice, index) => {
      if (labels.get(choice.label) > 1) choice.shown = `${choice.label} (${choice.key})`
      choice.text = `${fold(choice.label)} · ${choice.also}`
      facet.byKey.set(choice.key, index)
    })
    // what is shown before other names: nobody's alias takes away a name
    for (const names of [(choice) => [fold(choice.shown)], (choice) => choice.text.split(" · ")]) {
      facet.choices.forEach((choice, index) => {
        for (const name of names(choice)) if (name && !facet.byName.has(name)) facet.byName.set(name, index)
      })
    }
    return facet
  }

  const prepared = (data) => {
    const list = { ...data, facets: data.facets.map(facetOf) }
    const found = list.facets.map((facet, at) => (facet.found ? at : -1)).filter((at) => at >= 0)
    const titled = list.facets.findIndex((facet) => facet.name === "claim")
    list.rows = data.rows.map((row, index) => {
      const [id, title = "", date = 0, values = [], notes = [], count = 0, also = "", line = "", anchor = ""] = row
      const held = list.facets.map((_, at) => [values[at] ?? []].flat())
      const claim = title ? null : list.facets[titled].choices[held[titled][0]]
      const [first, last, when] = data.dates[date]
      const words = claim ? claim.label : title
      const texts = [claim ? "" : fold(title), also, line && fold(line)]
      for (const at of found) for (const value of held[at]) texts.push(list.facets[at].choices[value].text)
      held.forEach((those, at) => those.forEach((value) => list.facets[at].choices[value].count++))
      return {
        index, title: words, values: held, notes: notes.map((note) => data.notes[note]), count, line, first, last, when,
        page: claim ? `claims/${claim.key}` : id.includes("/") ? id : `${data.folder}/${id}`,
        anchor, text: texts.join(" · "),
      }
    })
    return list
  }

  // Finding and ordering

  const days = (text, rest) => {
    const found = DATE.exec(text)
    return found ? Number(found[1] + (found[2] || rest.slice(0, 2)) + (found[3] || rest.slice(2))) : null
  }

  const matching = (list, state) => {
    const words = fold(state.find || "").split(" ").filter(Boolean)
    const from = days(state.from || "", "0101")
    const to = days(state.to || "", "1231")
    const wanted = list.facets.map((facet) => facet.byKey.get(state[facet.name]) ?? -1)
    const counts = list.facets.map((facet) => new Array(facet.choices.length).fill(0))
    const counted = list.facets.map((_, at) => at).filter((at) => list.facets[at].choices.length <= CHOICES)
    const count = (at, row) => {
      for (const value of row.values[at]) counts[at][value]++
    }
    const set = wanted.map((_, at) => at).filter((at) => wanted[at] >= 0)
    const rows = list.rows.filter((row) => {
      if (!words.every((word) => row.text.includes(word))) return false
      if ((from || to) && !(row.first || row.last)) return false
      if ((from && row.last && row.last < from) || (to && row.first > to)) return false
      const against = set.filter((at) => !row.values[at].includes(wanted[at]))
      // a choice says how many there would be if it were taken
      if (!against.length) for (const at of counted) count(at, row)
      else if (against.length === 1) count(against[0], row)
      return !against.length
    })
    return { rows: ordered(list, rows, state.sort), counts }
  }

  const ordered = (list, rows, sort) => {
    const grade = list.facets.findIndex((facet) => facet.name === "grade")
    const best = (row) => Math.min(...row.values[grade], Infinity)
    const far = (row) => row.first || row.last || Infinity
    const orders = {
      name: (a, b) => ((a.folded ??= fold(a.title)) < (b.folded ??= fold(b.title)) ? -1 : a.folded > b.folded ? 1 : 0),
      newest: (a, b) => (b.first || b.last) - (a.first || a.last),
      oldest: (a, b) => (far(a) === far(b) ? 0 : far(a) - far(b)),
      grade: (a, b) => (best(a) === best(b) ? 0 : best(a) - best(b)),
      most: (a, b) => b.count - a.count,
    }
    return orders[sort] ? [...rows].sort(orders[sort]) : rows
  }

  // The state in the address

  const namesOf = (list) => [...SETTINGS, ...list.facets.map((facet) => facet.name)]

  const clean = (list, state) => {
    const kept = {}
    const known = {
      find: (value) => value.trim() && value.length <= LONGEST,
      from: (value) => DATE.test(value),
      to: (value) => DATE.test(value),
      sort: (value) => list.sorts.slice(1).some(([name]) => name === value),
    }
    for (const facet of list.facets) known[facet.name] = (value) => facet.byKey.has(value)
    for (const name of namesOf(list)) if (state[name] && known[name](state[name])) kept[name] = state[name]
    return kept
  }

  const stateIn = (list, search) => clean(list, Object.fromEntries(new URLSearchParams(search)))

  const addressOf = (list, state) => {
    const address = new URL(location.href)
    for (const name of namesOf(list)) address.searchParams.delete(name)
    for (const [name, value] of Object.entries(state)) address.searchParams.set(name, value)
    address.hash = ""
    return address.href
  }

  // Drawing entries

  const link = (list, page, words, anchor = "") => {
    const made = element("a", "", words)
    made.href = `${base}${page}${list.end}${anchor && `#${anchor}`}`
    made.dir = "auto"
    return made
  }

  const valuesOf = (list, row, name) => {
    const at = list.facets.findIndex((facet) => facet.name === name)
    return at < 0 ? [null, []] : [list.facets[at], row.values[at].map((value) => list.facets[at].choices[value])]
  }

  const marks = (list, row, name, many = false) => {
    const [facet, choices] = valuesOf(list, row, name)
    const kept = facet ? choices.filter((choice) => !facet.unmarked.includes(choice.key)) : []
    return kept.map((choice) =>
      element("span", `bk-${facet.marks} bk-${facet.marks}--${choice.key}`, (many && facet.many?.[choice.key]) || choice.label))
  }

  const names = (list, row, name) => {
    const [facet, choices] = valuesOf(list, row, name)
    if (!facet || !choices.length) return []
    if (facet.marks) return marks(list, row, name)
    const shown = choices.slice(0, 3).flatMap((choice, index) => {
      const words = facet.folder ? link(list, `${facet.folder}/${choice.key}`, choice.label) : choice.label
      return index ? [", ", words] : [words]
    })
    const more = choices.length - 3
    return more > 0 ? filled(list.words.others, { names: shown, count: [number(more)] }) : shown
  }

  const happening = (list, row) => {
    const title = link(list, row.page, row.title, row.anchor)
    if (!row.anchor) return [title, " ", ...marks(list, row, "status")]
    const holders = [names(list, row, "actor"), ...row.notes.map((note) => [isolated(note)])].filter((those) => those.length)
    const together = row.notes.length > 1 || valuesOf(list, row, "actor")[1].length > 1
    const said = [...holders.flatMap((those) => [...those, " "]), ...marks(list, row, "kind", together), ": ", title]
    if (row.line) said.push(" — ", element("span", "bk-qualification", isolated(row.line)))
    return said
  }

  const cell = (list, row, part) => {
    const [what, name] = part.split(":")
    switch (what) {
      case "title": return [link(list, row.page, row.title)]
      case "date": return row.when ? [isolated(row.when)] : []
      case "line": return row.line ? [isolated(row.line)] : []
      case "notes": return row.notes.flatMap((note, index) => [...(index ? [" · "] : []), isolated(note)])
      case "marks": return marks(list, row, name)
      case "moment": return happening(list, row)
      default: return names(list, row, name)
    }
  }

  const line = (list, row) => {
    const made = document.createElement("tr")
    for (const [, parts] of list.columns) {
      const [first, ...others] = parts.map((part) => cell(list, row, part))
      const small = others.filter((content) => content.length)
      made.append(element("td", "", ...first, ...small.flatMap((content) => [" ", element("span", "bk-small", ...content)])))
    }
    return made
  }

  const table = (list) => {
    const head = document.createElement("tr")
    for (const [heading] of list.columns) head.append(element("th", "", heading))
    head.querySelectorAll("th").forEach((cell) => cell.setAttribute("scope", "col"))
    const body = document.createElement("tbody")
    return [element("table", "", element("thead", "", head), body), body]
  }

  // The form

  const field = (words, control) => {
    const label = element("label", "bk-field__label", words)
    control.id = label.htmlFor = `bk-by-${control.name}`
    return element("div", "bk-field", label, control)
  }

  const input = (name, type = "text") => {
    const made = document.createElement("input")
    made.type = type
    made.name = name
    made.autocomplete = "off"
    made.spellcheck = false
    made.maxLength = LONGEST
    return made
  }

  const picked = (facet, list) => {
    const control = document.createElement("select")
    control.name = facet.name
    control.append(new Option(list.words.any, ""))
    for (const choice of facet.choices) control.append(new Option(choice.shown, choice.key))
    const told = (counts) =>
      facet.choices.forEach((choice, index) => {
        const words = filled(list.words.choice, { label: choice.shown, count: number(counts[index]) }).join("")
        const option = control.options[index + 1]
        if (option.text !== words) option.text = words
      })
    return { control, told, read: () => control.value, write: (key) => (control.value = key || "") }
  }

  const typed = (facet, list) => {
    const control = input(facet.name)
    const offers = document.createElement("datalist")
    offers.id = `bk-offers-${facet.name}`
    control.setAttribute("list", offers.id)
    control.placeholder = list.words.any
    const numberOf = () => facet.byName.get(fold(control.value))
    const offer = () => {
      const wanted = fold(control.value)
      const those = facet.choices.filter((choice) => choice.text.includes(wanted))
      those.sort((a, b) => b.count - a.count)
      offers.replaceChildren(...those.slice(0, OFFERED).map((choice) => {
        const option = new Option("", choice.shown)
        option.label = number(choice.count)
        return option
      }))
      return those
    }
    control.addEventListener("focus", offer)
    control.addEventListener("input", offer)
    return {
      control, extra: offers,
      read: () => facet.choices[numberOf()]?.key || "",
      write: (key) => (control.value = key ? facet.choices[facet.byKey.get(key)].shown : ""),
      // who leaves a part of a name means the one that has it; what is none is told
      settle: () => {
        const those = control.value.trim() && numberOf() === undefined ? offer() : null
        if (those && those.length === 1) control.value = those[0].shown
        else if (!those && numberOf() !== undefined) control.value = facet.choices[numberOf()].shown
        const wrong = Boolean(those && those.length !== 1)
        control.setAttribute("aria-invalid", String(wrong))
        return wrong ? filled(those.length ? list.words.several : list.words.unknown, { text: control.value }).join("") : ""
      },
    }
  }

  const enhance = (box) => {
    if (box.firstChild) return
    const { listing, find, filters, failed } = box.dataset
    const text = input("find", "search")
    const told = element("output", "bk-listing__told")
    const tell = (words) => told.replaceChildren(...(words ? [isolated(words)] : []))
    const panel = element("div", "bk-listing__panel")
    const toggle = element("button", "bk-button", filters)
    const clear = element("button", "bk-button", "")
    const form = element("form", "bk-filter bk-listing__form", field(find, text), toggle, clear, told, panel)
    const results = element("div", "bk-listing__found")
    form.setAttribute("role", "search")
    form.setAttribute("aria-label", filters)
    panel.id = "bk-listing-panel"
    panel.hidden = clear.hidden = true
    toggle.type = clear.type = "button"
    toggle.setAttribute("aria-controls", panel.id)
    toggle.setAttribute("aria-expanded", "false")
    box.append(form, results)

    let list = null
    let loading = null
    let state = {}
    let typing = ""
    let complained = ""
    const controls = {}

    const load = () => {
      loading ??= new Promise((done, fail) => {
        if (lists[listing]) return done()
        const script = document.createElement("script")
        script.src = `${base}assets/listings/${listing}.js`
        script.onload = done
        script.onerror = fail
        document.head.append(script)
      }).then(() => {
        list = lists[listing]
        furnish()
      }).catch(() => {
        loading = null
        delete box.dataset.on
        tell(failed)
      }).finally(() => form.removeAttribute("aria-busy"))
      if (!list) form.setAttribute("aria-busy", "true")
      return loading
    }

    const furnish = () => {
      const fields = []
      for (const facet of list.facets) {
        const one = facet.choices.length === 1 && facet.choices[0].count === list.rows.length
        if (!facet.choices.length || one) continue
        const made = facet.choices.length > CHOICES ? typed(facet, list) : picked(facet, list)
        controls[facet.name] = made
        fields.push(field(facet.label, made.control), ...(made.extra ? [made.extra] : []))
      }
      if (list.rows.some((row) => row.first || row.last)) {
        for (const name of ["from", "to"]) {
          const control = input(name)
          control.placeholder = list.words.month
          controls[name] = {
            control, read: () => control.value.trim(), write: (value) => (control.value = value || ""),
            settle: () => {
              const wrong = control.value.trim() && !DATE.test(control.value.trim())
              control.setAttribute("aria-invalid", String(Boolean(wrong)))
              return wrong ? filled(list.words.no_date, { text: control.value }).join("") : ""
            },
          }
          fields.push(field(list.words[name], control))
        }
      }
      const sort = document.createElement("select")
      sort.name = "sort"
      list.sorts.forEach(([name, words], index) => sort.append(new Option(words, index ? name : "")))
      controls.sort = { control: sort, read: () => sort.value, write: (value) => (sort.value = value || "") }
      controls.find = { control: text, read: () => text.value, write: (value) => (text.value = value || "") }
      fields.push(field(list.words.sort, sort))
      panel.replaceChildren(...fields)
      clear.textContent = list.words.clear
    }

    const open = (wanted) => {
      panel.hidden = !wanted
      toggle.setAttribute("aria-expanded", String(wanted))
    }

    const draw = (rows) => {
      const [whole, body] = table(list)
      const more = element("button", "bk-button bk-listing__more", "")
      more.type = "button"
      let shown = 0
      const next = () => {
        const those = rows.slice(shown, shown + list.most).map((row) => line(list, row))
        body.append(...those)
        shown += those.length
        const left = Math.min(list.most, rows.length - shown)
        more.hidden = left < 1
        more.textContent = filled(list.words.more, { count: number(left) }).join("")
        return those[0]
      }
      next()
      more.addEventListener("click", () => next()?.querySelector("a")?.focus())
      const framed = element("div", `bk-table bk-index bk-table--${list.name}`, whole)
      results.replaceChildren(...(rows.length ? [framed, more] : [element("p", "bk-listing__none", list.words.none)]))
    }

    const apply = (complaint = "") => {
      complained = complaint
      const on = Object.keys(state).length > 0
      const { rows, counts } = matching(list, state)
      list.facets.forEach((facet, at) => controls[facet.name]?.told?.(counts[at]))
      box.toggleAttribute("data-on", on)
      clear.hidden = !on
      if (on) draw(rows)
      else results.replaceChildren()
      const words = filled(list.words.shown, { count: number(rows.length), total: number(list.rows.length) }).join("")
      tell([complaint, on ? words : ""].filter(Boolean).join(" "))
    }

    // a burst of letters is one step back
    const remember = (name) => {
      const letters = name === "find" ? name : ""
      try {
        history[letters && typing === letters ? "replaceState" : "pushState"]({}, "", addressOf(list, state))
      } catch {
        // a browser may keep the address of a file as it is
      }
      typing = letters
    }

    const change = (name, complaint = "") => {
      const wanted = {}
      for (const [each, control] of Object.entries(controls)) wanted[each] = control.read()
      const before = JSON.stringify(state)
      state = clean(list, wanted)
      if (JSON.stringify(state) !== before) remember(name)
      else if (complaint === complained) return
      apply(complaint)
    }

    const restore = () => {
      state = stateIn(list, location.search)
      for (const [name, control] of Object.entries(controls)) {
        control.write(state[name])
        control.settle?.()
      }
      typing = ""
      if (Object.keys(state).some((name) => name !== "find")) open(true)
      apply()
    }

    form.addEventListener("submit", (event) => event.preventDefault())
    text.addEventListener("focus", load)
    form.addEventListener("input", async ({ target }) => {
      await load()
      if (list && target.name) change(target.name)
    })
    form.addEventListener("change", ({ target }) => {
      const complaint = list && controls[target.name]?.settle?.()
      if (list && target.name) change(target.name, complaint || "")
    })
    toggle.addEventListener("click", async () => {
      await load()
      if (list) open(panel.hidden)
    })
    clear.addEventListener("click", () => {
      for (const control of Object.values(controls)) {
        control.write("")
        control.settle?.()
      }
      change("clear")
      text.focus()
    })
    window.addEventListener("popstate", async () => {
      if (!box.isConnected || (!list && !location.search)) return
      await load()
      if (list) restore()
    })
    if (location.search) {
      box.toggleAttribute("data-on", true)
      load().then(() => list && restore())
    }
  }

  const start = () => document.querySelectorAll(".bk-listing").forEach(enhance)
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start)
  else start()
  if (window.document$) window.document$.subscribe(start)
})();
