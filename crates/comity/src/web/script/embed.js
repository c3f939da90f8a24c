// Shows an activity of Comity on a page of the firm's own site: <script src=".../embed.js" data-activity="ID"></script>.
// It loads nothing else, sets no cookie and draws no frame. Once somebody acts, their secret lies in this site's own storage.
(() => {
  "use strict";
  const own = document.currentScript;
  const { activity, lang, theme, height } = own.dataset;
  const base = own.src.replace(/embed\.js([?#].*)?$/, "");
  const spoken = (lang || document.documentElement.lang || navigator.language).slice(0, 2).toLowerCase() === "it" ? "it" : "en";
  const away = {
    en: ["This cannot be reached just now. What you typed is still here; try again in a moment.", "Try again", "Loading…"],
    it: ["Per ora non è raggiungibile. Quello che hai scritto è ancora qui; riprova tra un momento.", "Riprova", "Caricamento…"],
  }[spoken];

  const css = `
:host { display: block; contain: content; }
* { box-sizing: border-box; }
.box { --bg: #fff; --ink: #1b1f24; --soft: #57606a; --line: #8b949e; --brand: #2f5487; --on: #fff; --bad: #a4161a;
  block-size: var(--high); overflow: auto; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--bg); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; color-scheme: light; overflow-wrap: anywhere; }
.box.dark { --bg: #15191e; --ink: #e8eaed; --soft: #a9b1ba; --line: #6e7781; --bad: #ff9a9a; color-scheme: dark; }
@media (prefers-color-scheme: dark) {
  .box.auto { --bg: #15191e; --ink: #e8eaed; --soft: #a9b1ba; --line: #6e7781; --bad: #ff9a9a; color-scheme: dark; } }
h2 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.25; }
h3 { margin: 0; font-size: 1rem; }
p { margin: .25rem 0; }
ul { list-style: none; margin: 1rem 0; padding: 0; }
li { padding: .75rem 0; border-block-start: 1px solid var(--line); }
blockquote { margin: .5rem 0 1rem; font-size: 1.125rem; }
label { display: block; margin-block-start: .75rem; font-weight: 600; }
input, textarea { inline-size: 100%; padding: .5rem; border: 1px solid var(--line); border-radius: .25rem; background: var(--bg);
  color: inherit; font: inherit; }
button { min-block-size: 2.75rem; margin: .5rem .5rem 0 0; padding: .25rem 1rem; border: 1px solid currentColor; border-radius: .25rem;
  background: none; color: inherit; font: inherit; cursor: pointer; }
button.first, button[aria-pressed=true] { background: var(--brand); color: var(--on); border-color: var(--on); outline: 1px solid var(--line); }
button.link { border: 0; padding: 0; text-decoration: underline; }
summary { padding: .5rem 0; font-weight: 600; cursor: pointer; }
a { color: inherit; }
.soft { color: var(--soft); font-size: .875rem; }
.wrong { color: var(--bad); font-weight: 600; }
.wrong:empty, .said:empty { margin: 0; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }`;

  const make = (name, properties = {}, ...inside) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (value === null || value === undefined) continue;
      if (key in node) node[key] = value;
      else node.setAttribute(key, value);
    }
    node.append(...inside.filter((one) => one !== null && one !== undefined));
    return node;
  };

  const host = make("div", { "data-comity": "" });
  // Several in one page have names of their own.
  const before = document.querySelectorAll("[data-comity]").length;
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const head = make("h2", { hidden: true });
  const lead = make("p");
  const said = make("p", { className: "said", role: "status" });
  const wrong = make("p", { className: "wrong", role: "alert" });
  const list = make("div");
  const place = make("div");
  const foot = make("div");
  const box = make("section", { className: `box ${theme === "dark" || theme === "light" ? theme : "auto"}`, lang: spoken, tabIndex: 0 },
    head, lead, said, wrong, list, place, foot);
  box.style.setProperty("--high", CSS.supports("block-size", height || "") ? height : "36rem");
  root.append(box);
  own.after(host);

  // A browser that lets the page keep nothing still lets it know who acts until it is closed.
  const key = `comity-guest ${base}`;
  let held = "";
  const secret = () => {
    try { return localStorage.getItem(key) || held; } catch { return held; }
  };
  const keep = (value) => {
    held = value || "";
    try {
      if (held) localStorage.setItem(key, held);
      else localStorage.removeItem(key);
    } catch { /* Kept in the page alone. */ }
  };

  let proof = "";
  let busy = false;
  const ask = async (go, more = {}) => {
    if (busy) return null;
    busy = true;
    box.setAttribute("aria-busy", "true");
    said.textContent = wrong.textContent = "";
    try {
      const body = new URLSearchParams({ ...more, go, lang: spoken, guest: secret(), proof });
      const answer = await fetch(`${base}embed/${activity}`, { method: "POST", body, mode: "cors", credentials: "omit" });
      const state = await answer.json();
      if (state.error) {
        wrong.textContent = state.error;
        return null;
      }
      show(state);
      return state;
    } catch {
      wrong.textContent = away[0];
      if (!head.textContent) list.replaceChildren(make("button", { onclick: () => ask("look"), textContent: away[1] }));
      return null;
    } finally {
      busy = false;
      box.removeAttribute("aria-busy");
    }
  };

  const button = (words, mark, act, rest = {}) => make("button", { type: "button", textContent: words, "data-mark": mark, onclick: act, ...rest });

  const idea = (one) => make("li", {},
    make("h3", { textContent: one.title, lang: one.spoken, dir: "auto" }),
    one.body ? make("p", { textContent: one.body, lang: one.spoken, dir: "auto" }) : null,
    make("p", { className: "soft", textContent: [one.votes, one.of_which].filter(Boolean).join(" · ") }),
    one.vote ? button(one.vote, one.id, () => ask(one.voted ? "unvote" : "for", { contribution: one.id }),
      { "aria-pressed": String(one.voted), "aria-label": `${one.vote}: ${one.title}` }) : null);

  const statement = (asked) => make("div", {},
    make("blockquote", { textContent: asked.text, lang: asked.spoken, tabIndex: -1, "data-mark": "asked" }),
    ...asked.buttons.map(([go, words]) => button(words, go, async () => {
      if (await ask(go, { contribution: asked.id })) root.querySelector("[data-mark=asked], [data-mark=none]")?.focus();
    })));

  const form = (bring, words) => {
    const title = bring.title ? make("input", { id: "title", name: "title", required: true, maxLength: 200, autocomplete: "off" }) : null;
    const body = make("textarea", { id: "body", name: "body", rows: bring.title ? 4 : 3, maxLength: bring.longest, required: !bring.title });
    const fields = make("form", { onsubmit: async (event) => {
      event.preventDefault();
      const state = await ask("bring", { title: title ? title.value : "", body: body.value });
      if (!state || state.wrong) return;
      fields.reset();
      said.scrollIntoView({ block: "nearest" });
    } },
    title && make("label", { htmlFor: "title", textContent: bring.title }), title,
    make("label", { htmlFor: "body", textContent: bring.body }), body,
    make("p", { className: "soft", textContent: bring.note }),
    make("button", { className: "first", textContent: words.send }));
    return make("details", {}, make("summary", { textContent: bring.summary }), fields);
  };

  const show = (state) => {
    const mark = root.activeElement?.dataset.mark;
    if (!proof || state.stale) proof = state.proof;
    keep(state.guest);
    if (/^#[0-9a-f]{6}$/.test(state.colour)) {
      box.style.setProperty("--brand", state.colour);
      box.style.setProperty("--on", state.ink === "#000" ? "#000" : "#fff");
    }
    head.textContent = state.title;
    head.hidden = false;
    box.setAttribute("aria-label", before ? `${state.title} (${before + 1})` : state.title);
    lead.textContent = state.open ? state.lead : state.words.closed;
    said.textContent = state.said || state.waits || "";
    wrong.textContent = state.wrong || "";
    const none = () => make("p", { textContent: state.empty, tabIndex: -1, "data-mark": "none" });
    if (state.items) list.replaceChildren(state.items.length ? make("ul", {}, ...state.items.map(idea)) : none());
    else list.replaceChildren(make("p", { className: "soft", textContent: state.progress }), state.asked ? statement(state.asked) : none());
    // What is typed stays where it is, whatever is drawn anew around it.
    if (!state.bring) place.replaceChildren();
    else if (!place.firstChild) place.replaceChildren(form(state.bring, state.words));
    const link = make("a", { href: state.address, target: "_blank", rel: "noopener", textContent: `${state.all} ↗` });
    foot.replaceChildren(make("p", {}, link), make("p", { className: "soft", textContent: state.words.note }));
    if (state.guest) foot.append(button(state.words.forget, "forget", () => ask("forget"), { className: "link soft" }));
    if (mark) root.querySelector(`[data-mark="${mark}"]`)?.focus();
  };

  list.textContent = away[2];
  ask("look").then(() => { if (!head.textContent && !list.firstElementChild) list.textContent = ""; });
})();
