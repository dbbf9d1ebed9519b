import { strToU8, zipSync } from 'fflate'

const wrap = (inside: string): string => `<?xml version="1.0" encoding="UTF-8"?>${inside}`

/** A workbook made by hand, where a test needs one that no program writes. `parts` are added, or take the place of its own. */
export const workbookOf = (sheet: string, parts: Record<string, string> = {}): Uint8Array => {
  const all: Record<string, string> = {
    'xl/workbook.xml': wrap(
      '<workbook xmlns:r="r"><sheets><sheet name="Pupils" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': wrap(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': wrap(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
    ...parts,
  }
  return zipSync(Object.fromEntries(Object.entries(all).map(([path, xml]) => [path, strToU8(xml)])))
}
