// Finds words in everything that the site says, and lists where they are.
// The index is a script, not data to fetch, so that it also loads from a disc. It holds texts only:
// which words are alike is worked out here, for the index and for the question in the same way.
"use strict";
(() => {
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const field = form.elements.q;
  const chooser = form.elements.plan;
  const results = document.querySelector("[data-results]");
  const said = document.querySelector("[data-said]");
  const isWelsh = form.dataset.language === "cy";

  // How much a word counts in each place, and how much one that is only like the word asked for.
  const WEIGHT = { title: 10, what: 6, also: 5, text: 1 };
  const LIKE = { mutated: 0.9, prefix: 0.75, ending: 0.5, slip: 0.3 };
  const SHOWN = 20;
  // Milliseconds without a key until the number of results is said.
  const PAUSE = 1000;
  const LINE = 170;

  // Letters that stay one letter without their accents.
  const PLAIN = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th" };
  // Words that say nothing about what is looked for.
  const EMPTY = new Set((isWelsh
    ? "a ac ar am at beth chi ei ein eu fy gan gyda i mae n na neu ni o oes r sut sydd u y yn yr"
    : "a about an and are as at be by can do for from how i in is it me my of on or our s t the to "
      + "us was we what when where who will with you your").split(" "));
  const WORD = /\d+(?:\.\d+)+|[0-9A-Za-z\u00c0-\u1fff\u2c00-\ud7ff]+/g;

  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[ßæœøłđðþ]/g, (letter) => PLAIN[letter]);
  const wordsOf = (text) => (text.normalize("NFC").match(WORD) || []).map(fold);

  // A text may begin with a sign that says that it is in the other language.
  const SIGNS = { "\ue001": "en", "\ue002": "cy" };
  const languageOf = (text) => SIGNS[text[0]] || "";
  const bare = (text) => text.replace(/[\ue001\ue002]/g, "");

  // Endings, taken off for as long as enough is left: what stays, then what goes.
  const WELSH = [
    [3, /(?:iaid|feydd|oedd|iant|iad|iau|ion|ydd|wyr|aid|au|od|io|wyd)$/, ""], [4, /[iou]$/, ""],
  ];
  const ENGLISH = [
    [2, /ies$/, "y"], [3, /sses$/, "ss"], [3, /([^su])s$/, "$1"],
    [4, /(?:ations?|atives?|ators?|ates?|ated|ating)$/, ""],
    [4, /(?:[ai]bilit(?:y|i)|[ai]bl[ey])$/, ""], [4, /(?:ments?|ness|ful|less)$/, ""],
    [3, /(?:ing|ed)$/, ""], [4, /(?:ive|ively|ance|ence)$/, ""], [5, /ions?$/, ""],
    [4, /(?:ers?|ors?|ly|al)$/, ""], [4, /ity$/, ""], [3, /e$/, ""], [2, /y$/, "i"],
    [3, /([bdgmnprt])\1$/, "$1"],
  ];
  const stems = new Map();
  const stem = (word) => {
    if (!stems.has(word)) {
      let found = word;
      for (let before = ""; before !== found;) {
        before = found;
        for (const [least, ending, left] of /\d/.test(word) ? [] : isWelsh ? WELSH : ENGLISH) {
          const shorter = found.replace(ending, left);
          if (shorter.length >= least) found = shorter;
        }
        if (/i$/.test(found)) break;
      }
      stems.set(word, found);
    }
    return stems.get(word);
  };

  // What a Welsh word may begin with after other words, and what it may have been before.
  let mutations = [];
  let never = [];
  const mutated = (word) => {
    const row = never.some((start) => word.startsWith(start)) ? null
      : mutations.find((one) => word.startsWith(one[0]));
    const found = row ? row.slice(1).map((start) => start + word.slice(row[0].length)) : [];
    return isWelsh && /^[aeiouwy]/.test(word) ? found.concat(`h${word}`) : found;
  };
  const unmutated = (word) => {
    const starts = mutations.filter((row) => row.slice(1).some((start) => word.startsWith(start)));
    const found = [];
    for (const [first, ...changed] of starts) {
      for (const start of changed) {
        const one = first + word.slice(start.length);
        if (word.startsWith(start) && mutated(one).includes(word)) found.push(one);
      }
    }
    return isWelsh && /^h[aeiouwy]/.test(word) ? found.concat(word.slice(1)) : found;
  };

  // Every form that is looked for in place of a word, and how much it counts.
  const formsOf = (word) => {
    const found = new Map([[word, 1]]);
    const add = (one) => { if (one.length > 1 && !found.has(one)) found.set(one, LIKE.mutated); };
    if (isWelsh && word.length > 2 && !/\d/.test(word)) {
      mutated(word).forEach(add);
      for (const one of unmutated(word)) [one, ...mutated(one)].forEach(add);
    }
    return found;
  };

  // How many letters have to be put in, left out, changed or exchanged; more than `most` is enough.
  const slips = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let older = [];
    let last = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i += 1) {
      const now = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const isSame = one[i - 1] === other[j - 1];
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          now[j] = Math.min(now[j], older[j - 2] + 1);
        }
      }
      if (Math.min(...now) > most) return most + 1;
      older = last;
      last = now;
    }
    return last[other.length];
  };

  // The index: each row as an object, and for each word the rows that have it, with its weight.
  let rows = null;
  let known = null;
  const prepare = (given) => {
    mutations = given.mutations;
    never = given.never;
    known = new Map();
    rows = given.rows.map(([plan, what, title, path, also, marks, due, texts], place) => {
      const weights = new Map();
      const add = (text, weight, most) => {
        for (const word of wordsOf(text)) {
          weights.set(word, Math.min((weights.get(word) || 0) + weight, most));
        }
      };
      texts.forEach((text) => add(text, WEIGHT.text, 3));
      // Whose a plan is tells as much as its title.
      const isPlan = plan >= 0 && path.indexOf("/") === path.length - 1;
      also.forEach((text) => add(text, isPlan ? WEIGHT.title * 2 : WEIGHT.also, 20));
      add(what, WEIGHT.what, 15);
      add(title, WEIGHT.title, 25);
      for (const [word, weight] of weights) {
        if (!known.has(word)) known.set(word, new Map());
        known.get(word).set(place, weight);
      }
      return { plan: given.plans[plan], what, title, path, marks, due, texts, place };
    });
  };

  // The words of the index that are like a word, each with how much it counts.
  const alike = (word, rated) => {
    const found = new Map();
    const forms = [...formsOf(word)];
    const ends = new Set(forms.map(([form]) => stem(form)).filter((one) => one.length > 3));
    const isNumber = /^[\d.]+$/.test(word);
    for (const other of known.keys()) {
      let best = 0;
      for (const [form, share] of forms) {
        if (other === form) best = Math.max(best, share);
        else if (!isNumber && form.length > (form === word ? 1 : 3) && other.startsWith(form)) {
          best = Math.max(best, share * LIKE.prefix * (0.5 + 0.5 * form.length / other.length));
        }
      }
      if (!best && !isNumber && ends.has(stem(other))) {
        let same = 0;
        while (same < word.length && word[same] === other[same]) same += 1;
        best = LIKE.ending * (0.5 + 0.5 * same / Math.max(word.length, other.length));
      }
      if (best) found.set(other, best);
    }
    if (found.size || isNumber || word.length < 4) return found;
    const most = word.length < 8 ? 1 : 2;
    for (const other of known.keys()) {
      const is = other.length > 3 && slips(word, other, most);
      if (is && is <= most) found.set(other, LIKE.slip / is);
    }
    rated.guessed.push(word);
    return found;
  };

  const find = (question, plan) => {
    const all = wordsOf(question);
    const meant = all.filter((word) => !EMPTY.has(word));
    const words = [...new Set(meant.length ? meant : all)];
    const rated = { guessed: [], some: false, hits: new Map(), list: [] };
    const scores = new Map();
    for (const word of words) {
      const points = new Map();
      for (const [other, share] of alike(word, rated)) {
        rated.hits.set(other, word);
        for (const [place, weight] of known.get(other)) {
          points.set(place, Math.max(points.get(place) || 0, share * weight));
        }
      }
      const rare = Math.log(1 + rows.length / (points.size || 1));
      for (const [place, most] of points) {
        const one = scores.get(place) || { words: 0, points: 0 };
        scores.set(place, { words: one.words + 1, points: one.points + most * rare });
      }
    }
    const fits = [...scores].filter(([place]) => !plan || (rows[place].plan || [])[0] === plan);
    const most = Math.max(0, ...fits.map(([, one]) => one.words));
    rated.some = most > 0 && most < words.length;
    const whole = words.join(" ");
    const ends = words.map(stem).join(" ");
    rated.list = fits.filter(([, one]) => one.words === most).map(([place, one]) => {
      const [title, what] = [rows[place].title, rows[place].what].map((text) =>
        wordsOf(text).filter((word) => !EMPTY.has(word)).join(" "));
      let bonus = ` ${title} `.includes(` ${whole} `) ? 1.5 : 1;
      if (title.split(" ").map(stem).join(" ") === ends) bonus = 2;
      if (title === whole || what === whole) bonus = 3;
      return { row: rows[place], points: one.points * bonus };
    }).sort((one, other) => other.points - one.points || one.row.place - other.row.place);
    return rated;
  };

  // Where the words that were found stand in a text.
  const placesOf = (text, hits) => {
    const found = [];
    WORD.lastIndex = 0;
    for (let one = WORD.exec(text); one; one = WORD.exec(text)) {
      const word = hits.get(fold(one[0]));
      if (word !== undefined) found.push({ start: one.index, end: one.index + one[0].length, word });
    }
    return found;
  };

  // Puts a text into an element, with the words that were found in <mark>.
  const write = (element, text, hits, from, to) => {
    let place = from;
    for (const one of placesOf(text, hits)) {
      if (one.start < from || one.end > to) continue;
      element.append(text.slice(place, one.start));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(one.start, one.end);
      element.append(mark);
      place = one.end;
    }
    element.append(text.slice(place, to));
  };

  // The line of a row's texts that has the most of the words; its beginning where none has any.
  const bestLine = (texts, hits) => {
    let best = { text: texts[0], start: 0, words: 0 };
    for (const text of texts) {
      const places = placesOf(text, hits);
      places.forEach((one, first) => {
        const near = places.slice(first).filter((other) => other.end < one.start + LINE - 50);
        const words = new Set(near.map((other) => other.word)).size;
        if (words > best.words) best = { text, start: one.start, words };
      });
    }
    return best;
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const line = (row, hits) => {
    const made = element("p", "line");
    const { text: written, start } = bestLine(row.texts, hits);
    const text = bare(written).normalize("NFC");
    made.lang = languageOf(written) || form.dataset.language;
    let from = start > 60 ? text.indexOf(" ", start - 50) + 1 : 0;
    if (from > start) from = start;
    let to = text.length;
    if (to > from + LINE) to = text.lastIndexOf(" ", from + LINE);
    if (to <= from) to = from + LINE;
    if (from) made.append("… ");
    write(made, text, hits, from, to);
    if (to < text.length) made.append(" …");
    return made;
  };

  const item = (row, hits) => {
    const made = element("li");
    const heading = element("h3");
    const link = element("a");
    const [path, place] = row.path.split("#");
    link.href = form.dataset.root + (/(^|\/)$/.test(path) ? `${path}index.html` : path)
      + (place ? `#${place}` : "");
    if (languageOf(row.title)) link.lang = languageOf(row.title);
    const title = bare(row.title).normalize("NFC");
    write(link, title, hits, 0, title.length);
    heading.append(link);
    const what = row.plan
      ? form.dataset.place.replace("{what}", () => row.what).replace("{plan}", () => row.plan[1])
      : row.what;
    made.append(heading, element("p", "quiet", what));
    const facts = element("p", "facts-line");
    const marks = row.plan && row.plan[2] && !row.marks.some(([name]) => name === "draft")
      ? [["draft", form.dataset.draft], ...row.marks] : row.marks;
    for (const [name, words] of marks) facts.append(element("span", `tag tag-${name}`, words), " ");
    if (row.due) facts.append(row.due);
    if (facts.childNodes.length) made.append(facts);
    if (row.texts.length) made.append(line(row, hits));
    return made;
  };

  const filled = (pattern, values) =>
    pattern.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  const copy = (name) => document.importNode(document.querySelector(name).content, true);

  // Says how many there are, once the reader has stopped typing.
  let waiting = 0;
  const say = (text, pause) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { said.textContent = text; }, pause);
  };

  const listed = (list, hits) => {
    const made = element("ol", "results");
    made.append(...list.slice(0, SHOWN).map(({ row }) => item(row, hits)));
    const found = [made];
    if (list.length > SHOWN) {
      const more = copy("[data-more]").firstElementChild;
      more.textContent = filled(more.textContent, { count: list.length });
      more.addEventListener("click", () => {
        made.append(...list.slice(SHOWN).map(({ row }) => item(row, hits)));
        more.remove();
        made.children[SHOWN].querySelector("a").focus();
      });
      found.push(more);
    }
    return found;
  };

  const show = (pause) => {
    const query = field.value.trim();
    results.textContent = "";
    // One letter is the start of a word.
    if (!rows || query.length < 2) {
      say("", 0);
      return;
    }
    const { list, hits, guessed, some } = find(query, chooser ? chooser.value : "");
    const pattern = list.length ? form.dataset.found : form.dataset.none;
    const count = filled(pattern, { query, count: list.length });
    const notes = [];
    if (list.length && some) notes.push(form.dataset.some);
    else if (list.length && guessed.length) {
      notes.push(filled(form.dataset.nearly, { word: guessed[0] }));
    }
    results.append(element("h2", "", count), ...notes.map((one) => element("p", "", one)));
    results.append(...(list.length ? listed(list, hits) : [copy("[data-advice]")]));
    say([count, ...notes].join(" "), pause);
  };

  // The index is asked for when somebody begins to use the search, and once only.
  let isAsked = false;
  const load = () => {
    if (isAsked) return;
    isAsked = true;
    const script = document.createElement("script");
    script.src = form.dataset.index;
    script.addEventListener("error", () => {
      isAsked = false;
      results.textContent = "";
      results.append(element("p", "notice", form.dataset.failed));
      say(form.dataset.failed, 0);
    });
    document.body.append(script);
  };
  window.riwebSearch = (given) => {
    prepare(given);
    show(PAUSE);
  };

  // The question stands in the address, so that it can be kept and sent on.
  const address = () => {
    const asked = new URLSearchParams();
    for (const one of [field, chooser]) if (one && one.value.trim()) asked.set(one.name, one.value.trim());
    const query = asked.toString();
    return location.pathname + (query ? `?${query}` : "") + location.hash;
  };
  const note = (isNew) => {
    try {
      if (isNew && address() !== location.pathname + location.search + location.hash) {
        history.pushState(null, "", address());
      } else history.replaceState(null, "", address());
    } catch (error) { /* A browser that keeps the addresses of files as they are. */ }
  };
  const read = () => {
    const asked = new URLSearchParams(location.search);
    field.value = (asked.get("q") || "").slice(0, 100);
    if (chooser) {
      const plan = asked.get("plan") || "";
      chooser.value = [...chooser.options].some((one) => one.value === plan) ? plan : "";
    }
    if (field.value) load();
    show(0);
  };

  let typing = 0;
  field.addEventListener("focus", load);
  field.addEventListener("input", () => {
    load();
    clearTimeout(typing);
    typing = setTimeout(() => { note(false); show(PAUSE); }, 200);
  });
  if (chooser) chooser.addEventListener("change", () => { load(); note(true); show(0); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    load();
    note(true);
    show(0);
  });
  window.addEventListener("popstate", read);
  form.hidden = false;
  read();
})();
