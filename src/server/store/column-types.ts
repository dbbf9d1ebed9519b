import { type CustomTypesConfig, types } from 'pg'

const { builtins } = types

/** An instant as PostgreSQL writes it, as the ISO text that everything else in Doorstep uses. */
const instant = (text: string): string => new Date(text).toISOString()

/** A whole number; one too large to be exact is a mistake worth stopping for. */
const wholeNumber = (text: string): number => {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError('A stored number is too large to be exact.')
  return number
}

const asWritten = (text: string): string => text

const parsers: Record<number, (text: string) => unknown> = {
  [builtins.TIMESTAMPTZ]: instant,
  [builtins.INT8]: wholeNumber,
  // A day never becomes a Date: it has no time zone.
  [builtins.DATE]: asWritten,
}

/** How columns become values: text for instants and days, numbers for whole numbers, the driver's own for the rest. */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers[oid]) ??
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- The driver's types list the known numbers; any may come.
    types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
}
