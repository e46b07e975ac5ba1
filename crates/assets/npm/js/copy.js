// <button data-copy="#ID" data-copied="Copied"> copies the text of that element and says so for two seconds.
// The button is hidden in the page and shown here, because without script it could do nothing.

const SHOWN_MS = 2000;

export function startCopy(root) {
  const reveal = () => {
    for (const button of root.querySelectorAll("button[data-copy][hidden]")) button.hidden = false;
  };
  reveal();
  root.addEventListener("htmx:after:swap", reveal);
  root.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-copy]") : null;
    const source = button === null ? null : root.querySelector(button.dataset.copy);
    if (source === null) return;
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(source.innerText.trim());
    } catch {
      // No permission or no clipboard (plain http): select the text, so that the person's own copy key works.
      getSelection().selectAllChildren(source);
      return;
    }
    if (label === button.dataset.copied) return;
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = label;
    }, SHOWN_MS);
  });
}
