import type { ReasonGiven } from '../records/absence-asked.ts'
import { meaningOf, type MarkCode } from '../register/mark-codes.ts'

/**
 * What a reason proposes for the register. Doorstep never edits a register: the school decides, and the office enters it (domain: sections 2.1 and
 * 4.3, *code proposed*). `code` is null where none follows from the reason alone.
 */
export type ProposedCode = { code: MarkCode | null; words: string }

const ofCode = (code: MarkCode): ProposedCode => ({ code, words: meaningOf(code).words })

const proposed: Record<ReasonGiven, ProposedCode> = {
  ill: ofCode('I'),
  'medical-appointment': ofCode('M'),
  // Regulation 10 and the guidance on lateness: L while the register is open, U after it closed (domain: section 2.3).
  'on-the-way': { code: null, words: 'L if they come while the register is open, U after it closed' },
  'thought-at-school': { code: null, words: 'N stands: nobody knows where the child is' },
  other: { code: null, words: 'For the school to decide from what was said' },
}

/** The code that a reason proposes, with what it means in plain words. */
export const proposedCode = (reason: ReasonGiven): ProposedCode => proposed[reason]
