// Shows the print buttons, which do nothing without JavaScript, and makes them print.
for (const button of document.querySelectorAll("[data-yingshang-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
