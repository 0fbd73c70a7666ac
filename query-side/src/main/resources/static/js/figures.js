// Figures as texts. Money comes as decimal texts, of which no digit may be lost on the way to the reader.
const language = () => document.documentElement.lang;

// The digits of a decimal text are grouped as text.
export const amount = text => text.replace(/^-?\d+/, digits => new Intl.NumberFormat(language()).format(BigInt(digits)));

export const percent = (part, whole) => (whole === 0 ? '–'
  : new Intl.NumberFormat(language(), {style: 'percent', maximumFractionDigits: 1}).format(part / whole));

// A decimal text to two places, halves away from zero.
export function rounded(text) {
  const [, sign, whole, places] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  const digits = `${places ?? ''}000`;
  const cents = String(BigInt(whole + digits.slice(0, 2)) + (digits[2] >= '5' ? 1n : 0n)).padStart(3, '0');
  const result = `${cents.slice(0, -2)}.${cents.slice(-2)}`;
  return (/[1-9]/.test(result) ? sign : '') + result;
}

const millionths = text => {
  const [whole, places] = text.replace('-', '').split('.');
  const all = BigInt(whole + (places ?? '').padEnd(6, '0').slice(0, 6));
  return text.startsWith('-') ? -all : all;
};
const decimal = units => {
  const digits = String(units < 0n ? -units : units).padStart(7, '0');
  const places = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -6)}.${places}`;
};

export const sum = texts => decimal(texts.reduce((total, each) => total + millionths(each), 0n));
export const mean = (text, count) => (count === 0 ? null : decimal(millionths(text) / BigInt(count)));

// How strongly a cell of a table is coloured, 0 to 9; roots keep small ones apart from nothing.
export const heat = (value, most) => (value > 0 && most > 0 ? Math.max(1, Math.round(9 * Math.sqrt(Math.min(1, value / most)))) : 0);
