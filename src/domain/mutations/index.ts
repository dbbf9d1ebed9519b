import type { Mutation } from '../mutation.ts'
import { addBarrier } from './add-barrier.ts'
import { enrolPupil } from './enrol-pupil.ts'
import { logContact } from './log-contact.ts'
import { logHomeVisit } from './log-home-visit.ts'
import { makePromise } from './make-promise.ts'
import { markPhone } from './mark-phone.ts'
import { openAbsenceCase } from './open-absence-case.ts'

const all: readonly Mutation[] = [
  openAbsenceCase,
  logContact,
  logHomeVisit,
  addBarrier,
  makePromise,
  markPhone,
  enrolPupil,
]

/** Every mutation by its stored name. Adding a thing a person can do is one file and one line here. */
export const mutations: Readonly<Record<string, Mutation>> = Object.fromEntries(
  all.map((mutation) => [mutation.name, mutation]),
)

/** The mutation of a stored name, or null: a name such as `constructor` is not one. */
export const mutationNamed = (name: string): Mutation | null =>
  Object.hasOwn(mutations, name) ? (mutations[name] ?? null) : null
