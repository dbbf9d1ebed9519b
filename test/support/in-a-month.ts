import { dayOf, machineClock } from '#domain/time/instant.ts'
import { addDays, type SchoolDay } from '#domain/time/school-day.ts'

/** A month from now, as a date field takes it. A day written out would one day have passed, and no promise is made for the past. */
export const inAMonth = (): SchoolDay => addDays(dayOf(machineClock()), 30)
