// Looks for what is like a text while it is typed, and keeps what was typed in this tab until it was sent: over a reload, a sign-in
// or a lost connection. Nothing of it leaves the browser before the reader presses a button, but the question what is like it.
const fieldsOf = (form) => [...form.querySelectorAll("input[type=text], textarea")].filter((field) => field.name);

for (const form of document.querySelectorAll("form[data-alike]")) {
  const panel = form.querySelector("#alike-now");
  const send = form.querySelector("button[value=send]");
  let waiting;
  let running;

  const look = async () => {
    running?.abort();
    running = new AbortController();
    try {
      const body = new URLSearchParams(new FormData(form));
      const headers = { Accept: "text/html" };
      const answer = await fetch(form.dataset.alike, { method: "POST", body, headers, signal: running.signal });
      // Too short to be like anything, or asked too often: what is there stays.
      if (answer.status !== 200) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("#alike-now");
      page.querySelector("[autofocus]")?.removeAttribute("autofocus");
      // The same again is not read aloud again.
      if (fresh.innerHTML !== panel.innerHTML) panel.replaceChildren(...fresh.childNodes);
      send.textContent = page.querySelector("button[value=send]").textContent;
      send.hidden = false;
      form.querySelector("button[value=look]").classList.remove("first");
    } catch (error) {
      // Without an answer the button still looks.
      if (error.name !== "AbortError") console.debug(error);
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 500);
  });
}

// Some browsers keep nothing for a page; then nothing is kept.
let kept;
try {
  kept = window.sessionStorage;
} catch {
  kept = undefined;
}

if (kept) {
  const said = document.querySelector(".done") !== null;
  for (const name of Object.keys(kept)) {
    if (said && name.startsWith("draft:") && JSON.parse(kept.getItem(name)).sent) kept.removeItem(name);
  }
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const name = `draft:${location.pathname}:${form.dataset.draft}`;
    const note = form.querySelector("[data-kept]");
    const fields = fieldsOf(form);
    const save = (sent) => {
      const typed = fields.map((field) => [field.name, field.value]);
      if (typed.some(([, value]) => value.trim())) kept.setItem(name, JSON.stringify({ typed, sent }));
      else kept.removeItem(name);
    };
    const draft = JSON.parse(kept.getItem(name) ?? "null");
    // What the page itself brings is newer.
    if (draft && fields.every((field) => !field.value)) {
      const typed = new Map(draft.typed);
      for (const field of fields) field.value = typed.get(field.name) ?? "";
      if (note) note.hidden = false;
      const fold = form.closest("details");
      if (fold) fold.open = true;
      form.dispatchEvent(new Event("input"));
    }
    note?.querySelector("button").addEventListener("click", () => {
      for (const field of fields) field.value = "";
      kept.removeItem(name);
      note.hidden = true;
      fields[0].focus();
    });
    form.addEventListener("input", () => save(false));
    form.addEventListener("submit", (event) => save(event.submitter?.value !== "look"));
  }
}
