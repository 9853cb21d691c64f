// The running total of a score sheet, in half points without rounding errors.
const inputs = [...document.querySelectorAll("[data-mark]")];
const total = document.querySelector("[data-total]");
const filled = document.querySelector("[data-filled]");
const markOf = (input) => input.value.normalize("NFKC").trim(); // digits of full width count as well
const show = () => {
  const given = inputs.filter((input) => markOf(input) !== "" && !Number.isNaN(Number(markOf(input))));
  const hundredths = given.reduce((sum, input) => sum + Math.round(Number(markOf(input)) * 100), 0);
  total.textContent = (hundredths / 100).toFixed(hundredths % 100 ? (hundredths % 10 ? 2 : 1) : 0);
  filled.textContent = `${given.length}/${inputs.length}`;
};
if (total) {
  inputs.forEach((input) => input.addEventListener("input", show));
  show();
}
