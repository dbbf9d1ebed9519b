import { HOUSE_NUMBER, STREET, type Column } from './columns.ts'
import type { RawContact, RawPupil, SourceLine } from './raw-pupil.ts'

/**
 * Settles what only the whole row of headings can say. A telephone without a contact's name in its heading is the contact's
 * when a contact's column stands before it, and the pupil's own (not kept) otherwise. Contact headings that come again,
 * as SIMS writes a second and third contact, are numbered by their turn.
 */
export const spreadContacts = (columns: Column[]): Column[] => {
  const turns = new Map<string, number>()
  const unnumbered = columns.filter((column) => column.of === 'contact' && column.number === null)
  const comesAgain =
    new Set(unnumbered.map(columnKey)).size < unnumbered.length &&
    unnumbered.some(
      (column, at) => isName(column) && unnumbered.findIndex((other) => columnKey(other) === columnKey(column)) < at,
    )
  let contact: number | null | undefined
  return columns.map((column): Column => {
    if (column.of === 'loose-phone' || column.of === 'loose-email') {
      if (contact === undefined) return { of: 'nothing-known' }
      return {
        of: 'contact',
        number: contact,
        column:
          column.of === 'loose-email' ? { holds: 'field', field: 'email' } : { holds: 'phone', label: column.label },
      }
    }
    if (column.of !== 'contact') return column
    if (column.number === null && comesAgain) {
      const key = columnKey(column)
      const turn = (turns.get(key) ?? 0) + 1
      turns.set(key, turn)
      contact = turn
      return { ...column, number: turn }
    }
    contact = column.number
    return column
  })
}

const columnKey = (column: Column): string => JSON.stringify(column)
const isName = (column: Column): boolean =>
  column.of === 'contact' &&
  column.column.holds === 'field' &&
  ['surname', 'forename', 'wholeName'].includes(column.column.field)

/** Puts the cells of one line where their columns say. */
export const rawPupilFrom = ({ line, cells }: SourceLine, columns: Column[]): RawPupil => {
  const raw: RawPupil = { lines: [{ line, cells }], fields: {}, formerUpns: [] }
  const address: AddressPart[] = []
  const contacts = new Map<number | null, { contact: RawContact; address: AddressPart[] }>()
  for (const [at, column] of columns.entries()) {
    const cell = cells[at] ?? ''
    switch (column.of) {
      case 'pupil':
        if (column.field === 'formerUpn') raw.formerUpns.push(...cell.split(/[;,\s]+/).filter((upn) => upn !== ''))
        else if ((raw.fields[column.field] ?? '') === '') raw.fields[column.field] = cell
        break
      case 'pupil-address':
        address.push({ place: column.place, cell })
        break
      case 'school-group':
        ;(raw.groups ??= []).push({ grouping: column.grouping, cell })
        break
      case 'contact': {
        const held = contacts.get(column.number) ?? { contact: { fields: {}, number: column.number }, address: [] }
        contacts.set(column.number, held)
        if (column.column.holds === 'phone') (held.contact.phones ??= []).push({ cell, label: column.column.label })
        else if (column.column.holds === 'address') held.address.push({ place: column.column.place, cell })
        else if ((held.contact.fields[column.column.field] ?? '') === '')
          held.contact.fields[column.column.field] = cell
        break
      }
      case 'loose-phone':
      case 'loose-email':
      case 'nothing-known':
        break
    }
  }
  if (address.length > 0 || raw.fields.postcode !== undefined) raw.address = onEnvelope(address)
  if (contacts.size > 0) {
    raw.contacts = [...contacts.entries()]
      .toSorted(([a], [b]) => (a ?? 0) - (b ?? 0))
      .map(([, held]) => ({
        ...held.contact,
        ...(held.address.length > 0 ? { address: onEnvelope(held.address) } : {}),
      }))
  }
  return raw
}

type AddressPart = { place: number; cell: string }

/** Parts of an address in the order of an envelope; a house number stands before its street on one line. */
const onEnvelope = (parts: AddressPart[]): string[] => {
  const ordered = parts.filter((part) => part.cell !== '').toSorted((a, b) => a.place - b.place)
  const lines: string[] = []
  for (const [at, part] of ordered.entries()) {
    const before = ordered[at - 1]
    if (part.place === STREET && before?.place === HOUSE_NUMBER) lines[lines.length - 1] = `${before.cell} ${part.cell}`
    else lines.push(part.cell)
  }
  return lines
}
