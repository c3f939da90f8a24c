// Lints terms while they are typed: sends the form to its lint address and replaces the panel with what comes back.
const form = document.querySelector("form[data-lint]");
const panel = document.getElementById("lint");

if (form && panel) {
  let waiting;
  let running;

  const lint = async () => {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(form.dataset.lint, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "text/html" },
        signal: running.signal,
      });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("lint");
      if (fresh) panel.replaceChildren(...fresh.childNodes);
    } catch (error) {
      // Without an answer the panel stays as it was; saving lints again.
      if (error.name !== "AbortError") console.debug(error);
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(lint, 500);
  });
  // Not every browser opens the fold in which a link's target lies.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    const fold = target?.closest("details");
    if (fold && !fold.open) {
      fold.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();
}
