// <form data-upload> with a hidden label around a <progress> shows how far its files are sent. Without script the
// browser sends the form by itself.

export function startUploads(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-upload]")) return;
    const bar = form.querySelector("progress");
    if (bar === null) return;
    event.preventDefault();
    const button = form.querySelector("button");
    const request = new XMLHttpRequest();
    const end = () => {
      bar.parentElement.hidden = true;
      button.disabled = false;
    };
    request.upload.addEventListener("progress", (progress) => {
      if (progress.lengthComputable) bar.value = progress.loaded / progress.total;
    });
    request.addEventListener("load", () => {
      if (request.status < 400) {
        // The fragment is not part of what the request knows; the page is loaded even where it is this one already.
        location.assign(`${request.responseURL.split("#")[0]}#files`);
        if (request.responseURL.split("#")[0] === location.href.split("#")[0]) location.reload();
        return;
      }
      const answer = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
      const main = root.querySelector("main");
      if (answer === null || main === null) end();
      else main.replaceWith(answer);
    });
    // The connection broke: the form is as it was and can be sent again.
    request.addEventListener("error", end);
    request.addEventListener("abort", end);
    bar.parentElement.hidden = false;
    button.disabled = true;
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
}
