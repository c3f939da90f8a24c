// Says how many characters are left in a field that takes only so many.
for (const area of document.querySelectorAll("textarea[maxlength]")) {
  const left = document.getElementById(`${area.id}-left`);
  if (!left) continue;
  const words = left.dataset.words ?? "";
  const say = () => {
    left.textContent = words.replace("#", String(area.maxLength - [...area.value].length));
  };
  area.addEventListener("input", say);
  say();
}
