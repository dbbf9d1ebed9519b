import { memo, type ComponentType, type MemoExoticComponent } from 'react'

/**
 * A part of a long form that is drawn again only when one of the answers it names has changed. It is given those answers
 * and no others, so that it cannot show one it would not follow. What it writes must go through a function of the form as it
 * is at that moment: what it was drawn from may be older.
 */
export const drawnFor = <K extends string, P extends { form: Record<K, unknown> }>(
  answers: readonly K[],
  Part: ComponentType<P>,
): MemoExoticComponent<ComponentType<P>> =>
  memo(Part, (before, after) => {
    const { form: was, ...around } = before
    const { form: is, ...aroundNow } = after
    return answers.every((answer) => Object.is(was[answer], is[answer])) && sameValues(around, aroundNow)
  })

const sameValues = (before: object, after: object): boolean => {
  const was = Object.entries(before)
  const is = new Map<string, unknown>(Object.entries(after))
  return was.length === is.size && was.every(([name, value]) => is.has(name) && Object.is(is.get(name), value))
}
