import { theOffice } from '#domain/permissions/actor.ts'

/** Asks whether nobody works at this office yet (`empty`). The office itself is somebody from the first start on. */
export const NOBODY_YET = `select not exists (select from person where id <> '${theOffice.personId}') as empty`
