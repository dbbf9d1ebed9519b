/** A year group as people say it: `Year 9`, `Reception`. */
export const sayYear = (yearGroup: number): string =>
  yearGroup < 0 ? 'Nursery' : yearGroup === 0 ? 'Reception' : `Year ${yearGroup}`
