// Draws with the chart library if it is there; the tables say the same without it.
const drawn = new Map();
const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const STAGE_COLORS = 12;
// Of people who are in no stage, or in one that the model has no more: behind all others.
export const NO_STAGE = 1000;

export function stageColor(index, lost) {
  if (index === NO_STAGE) return color('--soft');
  return lost ? color('--slost') : color(`--s${index % STAGE_COLORS}`);
}

export const segmentColor = index => color(`--g${index}`);
// From the oldest to the newest of many lines.
export function ageColor(index, count) {
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  return `hsl(${Math.round(270 - 230 * (count < 2 ? 0 : index / (count - 1)))}, 50%, ${dark ? 68 : 40}%)`;
}
// What is not over yet.
export const hatched = color => ({
  symbol: 'rect', color: color('--card'), dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4});

export function draw(id, options) {
  const element = document.getElementById(id);
  if (!window.echarts || !element) return;
  drawn.set(id, options);
  const chart = window.echarts.getInstanceByDom(element) ?? window.echarts.init(element, null, {renderer: 'svg'});
  const text = {color: color('--ink'), fontFamily: getComputedStyle(document.body).fontFamily};
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  chart.setOption({animation: !still, textStyle: text, ...options(color)}, true);
  return chart;
}

const again = () => drawn.forEach((options, id) => draw(id, options));
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
window.addEventListener('resize', () => drawn.forEach((options, id) =>
  window.echarts.getInstanceByDom(document.getElementById(id))?.resize()));

// Drawn on the canvas, not as HTML: the page's policy allows no inline styles.
export const tooltip = color => ({
  renderMode: 'richText', confine: true, backgroundColor: color('--card'), borderColor: color('--line'),
  textStyle: {color: color('--ink')}});
export const axes = color => ({
  axisLine: {lineStyle: {color: color('--line')}}, axisLabel: {color: color('--soft')},
  splitLine: {lineStyle: {color: color('--line')}}, axisTick: {show: false}});
