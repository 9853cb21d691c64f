// The total of a score sheet: each mark × its weight ÷ its highest mark, shown to hundredths.
const markOf = (input) => input.value.normalize("NFKC").trim(); // digits of full width count as well
const hundredthsOf = (input) => {
  const mark = Math.round(Number(markOf(input)) * 100);
  const { mark: highest, weight } = input.dataset;
  return highest === weight ? mark : (mark * Number(weight)) / Number(highest);
};
const scoreOf = (inputs) => {
  const given = inputs.filter((input) => markOf(input) !== "" && !Number.isNaN(Number(markOf(input))));
  const sum = given.reduce((before, input) => before + hundredthsOf(input), 0);
  const hundredths = Math.floor(sum + 0.5 + 1e-6); // half up, as the service does
  return { given: given.length, total: (hundredths / 100).toFixed(hundredths % 100 ? (hundredths % 10 ? 2 : 1) : 0) };
};
const inputs = [...document.querySelectorAll(".criterion [data-mark]")];
const total = document.querySelector(".criterion [data-total]");
const show = () => {
  const { given, total: sum } = scoreOf(inputs);
  total.textContent = sum;
  document.querySelector("[data-filled]").textContent = `${given}/${inputs.length}`;
};
if (total) {
  inputs.forEach((input) => input.addEventListener("input", show));
  show();
}
