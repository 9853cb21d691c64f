// The running total of a score sheet: each mark × its weight ÷ its highest mark, shown to hundredths.
const inputs = [...document.querySelectorAll("[data-mark]")];
const total = document.querySelector("[data-total]");
const filled = document.querySelector("[data-filled]");
const markOf = (input) => input.value.normalize("NFKC").trim(); // digits of full width count as well
const hundredthsOf = (input) => {
  const mark = Math.round(Number(markOf(input)) * 100);
  const { mark: highest, weight } = input.dataset;
  return highest === weight ? mark : (mark * Number(weight)) / Number(highest);
};
const show = () => {
  const given = inputs.filter((input) => markOf(input) !== "" && !Number.isNaN(Number(markOf(input))));
  const sum = given.reduce((before, input) => before + hundredthsOf(input), 0);
  const hundredths = Math.floor(sum + 0.5 + 1e-6); // half up, as the service does
  total.textContent = (hundredths / 100).toFixed(hundredths % 100 ? (hundredths % 10 ? 2 : 1) : 0);
  filled.textContent = `${given.length}/${inputs.length}`;
};
if (total) {
  inputs.forEach((input) => input.addEventListener("input", show));
  show();
}
