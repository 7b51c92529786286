// A form that saves itself: leaving it waits for a save under way, and nothing is saved afterwards.
const form = document.querySelector("[data-yingshang-saves]");
let isLeaving = false;
let pressed = null;

form?.addEventListener("submit", (event) => {
  if (form.classList.contains("htmx-request")) {
    event.preventDefault();
    pressed = event.submitter;
  } else {
    isLeaving = true;
  }
});

form?.addEventListener("htmx:beforeRequest", (event) => {
  if (isLeaving && event.target === form) event.preventDefault();
});

form?.addEventListener("htmx:afterRequest", (event) => {
  if (!pressed || event.target !== form) return;
  const { name, value } = pressed;
  pressed = null;
  form.requestSubmit(form.querySelector(`button[name="${name}"][value="${value}"]`));
});

window.addEventListener("pageshow", () => {
  isLeaving = false;
});
