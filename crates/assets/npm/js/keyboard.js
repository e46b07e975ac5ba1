// Keys: `/` search, `g` then a letter goes to a place, `n` new, `?` help. The page says what they reach:
// data-search (the field), data-go="s" (a link per letter), data-new (the primary link), data-help (link to the help).

const SEQUENCE_MS = 1500; // time for the second key after `g`; long enough for slow typists, short enough to forget

/** Whether a key pressed here is text for somebody else. */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select"));
}

function openHelp(root) {
  const dialog = root.querySelector("dialog#keyboard-help");
  if (dialog === null || dialog.open) return false;
  dialog.showModal();
  return true;
}

export function startKeyboard(root) {
  let waitingUntil = 0;

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (root.querySelector("dialog[open]") !== null) return;
    const second = event.timeStamp < waitingUntil;
    waitingUntil = 0;
    if (second) {
      const place = /^[a-z]$/.test(event.key) ? root.querySelector(`a[data-go="${event.key}"]`) : null;
      if (place !== null) {
        event.preventDefault();
        place.click();
      }
      return;
    }
    switch (event.key) {
      case "/": {
        const field = root.querySelector("[data-search]");
        if (field === null) return;
        event.preventDefault();
        field.focus();
        field.select();
        return;
      }
      case "g":
        waitingUntil = event.timeStamp + SEQUENCE_MS;
        return;
      case "n":
        root.querySelector("a[data-new]")?.click();
        return;
      case "?":
        if (openHelp(root)) event.preventDefault();
        else root.querySelector("a[data-help]")?.click();
        return;
      default:
    }
  });

  // The help link opens the dialog where there is one; without script it is a link to the page with the same text.
  root.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-help]") : null;
    if (link !== null && event.isTrusted && openHelp(root)) event.preventDefault();
  });
}
