import { isKeptFromChild } from '#domain/records/court-order.ts'
import type { Parent } from '#domain/records/parent.ts'
import type { PupilFile } from './pupil-file.ts'

/** Whom a morning puts forward to ring: nobody whom a court's order keeps from the child or from being told of them. */
export const whoMayBeRung = ({ parents, courtOrders }: Pick<PupilFile, 'parents' | 'courtOrders'>): Parent[] => {
  const orders = courtOrders.map(({ record }) => record)
  return parents.map(({ record }) => record).filter(({ id }) => !isKeptFromChild(orders, id))
}
