const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const characters = '10X98765432'
// Seventeen digits and a check character, with blanks or hyphens anywhere between; not inside a longer run of digits.
const candidate = /(?<![0-9A-Za-z])(?:\d[\s\-.·_]{0,2}){17}[\dXx](?![0-9A-Za-z])/g

/**
 * A resident-ID number (GB 11643-1999: region, valid date of birth, check character) anywhere in a text, also
 * spaced, hyphenated or full-width; null when there is none. Never put what it returns into an answer or a log.
 */
export function findResidentId(text: string): string | null {
  for (const [found] of text.normalize('NFKC').matchAll(candidate)) {
    const number = found.replace(/[^\dXx]/g, '').toUpperCase()
    if (isResidentId(number)) return number
  }
  return null
}

function isResidentId(number: string): boolean {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)]
  const born = new Date(`${year}-${month}-${day}T00:00:00Z`)
  const valid = Number(year) >= 1850 && Number(year) <= 2100 && !Number.isNaN(born.getTime()) && born.toISOString().startsWith(`${year}-${month}-${day}`)
  const sum = weights.reduce((total, weight, i) => total + weight * Number(number[i]), 0)
  return valid && number[0] !== '0' && characters[sum % 11] === number[17]
}
