// Takes a moderator through the desk by keys. Keys work while a card has the focus, and never while one writes.
const cards = [...document.querySelectorAll("[data-card]")];
const hint = document.getElementById("desk-keys");
if (cards.length && hint) hint.hidden = false;

const keys = { a: "approve", t: "trust", d: "decline", b: "block" };
for (const card of cards) {
  for (const [key, go] of Object.entries(keys)) {
    card.querySelector(`button[value="${go}"]`)?.setAttribute("aria-keyshortcuts", key.toUpperCase());
  }
}

const writes = (element) => element.matches("input, textarea, select");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const card = event.target.closest?.("[data-card]");
  if (!card) return;
  if (event.key === "Escape" && writes(event.target)) {
    card.focus();
    return;
  }
  if (writes(event.target)) return;
  const step = { j: 1, k: -1 }[event.key];
  if (step) {
    event.preventDefault();
    cards[cards.indexOf(card) + step]?.focus();
    return;
  }
  const button = card.querySelector(`button[value="${keys[event.key]}"]`);
  if (!button) return;
  event.preventDefault();
  // A no needs words for its author: the first press leads to them, the next one sends.
  const words = card.querySelector("textarea");
  if (["decline", "block"].includes(button.value) && words && !words.value.trim()) {
    words.focus();
    return;
  }
  button.click();
});

// After a decision one goes on with the next.
if (new URLSearchParams(location.search).has("said")) cards[0]?.focus();
