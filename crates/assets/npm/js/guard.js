// Unsaved changes: a form with data-guard asks before the page is left. data-guard="dirty" is unsaved from the start
// (a form shown again with errors, or a conflict page).

const dirty = new WeakSet();

function isUnsaved(form) {
  return dirty.has(form) || form.dataset.guard === "dirty";
}

export function startGuard(root) {
  const mark = (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-guard]") : null;
    if (form !== null) dirty.add(form);
  };
  root.addEventListener("input", mark);
  root.addEventListener("change", mark);
  root.addEventListener("submit", (event) => {
    // A refused submit (native validation, a cancelled dialog) does not fire or is prevented: the mark stays.
    if (event.defaultPrevented || !event.target.matches("form[data-guard]")) return;
    dirty.delete(event.target);
    delete event.target.dataset.guard;
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...root.querySelectorAll("form[data-guard]")].some(isUnsaved)) event.preventDefault();
  });
}
