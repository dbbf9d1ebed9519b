import type { Actor } from '#domain/permissions/actor.ts'
import { relationshipWords } from '#domain/records/parent.ts'
import type { SeededChoice } from '../seeded-choice.ts'
import type { CaseBook } from '../book/case-book.ts'
import type { Theme } from './everyday-themes.ts'
import type { PupilFile } from './pupil-file.ts'

/** How a case stands today: what makes it need someone. */
export const standings = [
  'promise-late',
  'promise-today',
  'long-unseen',
  'review-late',
  'promise-ahead',
  'door-unanswered',
  'nothing-promised',
  'better',
  'unseen',
  'review-ahead',
  'never-reached',
  'two-doors-unanswered',
  'formal',
  'nothing-due',
] as const

/** One of these, or closed since things are better. */
export type Standing = (typeof standings)[number] | 'closed'

/** Who works on one case: whoever opened it, whose it is, and whom they saw at school. */
export type Workers = { opener: Actor; owner: Actor; school: Actor }

/**
 * Tells the term of one child in one of the commoner ways. `place` chooses between the wordings of the theme, so that two
 * families with the same trouble do not speak with one mouth.
 */
export const tellEverydayCase = (
  book: CaseBook,
  file: PupilFile,
  {
    theme,
    standing,
    workers,
    place,
    choice,
  }: { theme: Theme; standing: Standing; workers: Workers; place: number; choice: SeededChoice },
): void => new EverydayCase(book, file, theme, workers, place, choice).tell(standing)

class EverydayCase {
  readonly #book: CaseBook
  readonly #file: PupilFile
  readonly #theme: Theme
  readonly #workers: Workers
  readonly #place: number
  readonly #choice: SeededChoice

  constructor(book: CaseBook, file: PupilFile, theme: Theme, workers: Workers, place: number, choice: SeededChoice) {
    this.#book = book
    this.#file = file
    this.#theme = theme
    this.#workers = workers
    this.#place = place
    this.#choice = choice
  }

  tell(standing: Standing): void {
    const began = this.#open(standing)
    if (standing === 'never-reached') return this.#tryInVain(began)
    this.#firstWeek(began)
    this.#middle(began, standing)
    this.#lately(standing)
  }

  #open(standing: Standing): number {
    const { term } = this.#book
    const { opener, owner } = this.#workers
    const theme = this.#theme
    const began = standing === 'never-reached' ? this.#choice.whole(3, 4) : this.#choice.whole(24, 46)
    const review =
      standing === 'review-late'
        ? term.ago(this.#choice.whole(2, 6))
        : standing === 'review-ahead' || standing === 'better' || standing === 'formal'
          ? term.ahead(this.#choice.whole(1, 9))
          : standing === 'nothing-due' || standing === 'nothing-promised' || standing === 'closed'
            ? null
            : term.ahead(this.#choice.whole(6, 15))
    this.#book.openCase(this.#file, {
      by: opener,
      ago: began,
      concerns: [...theme.concerns],
      stage: 'monitor',
      why: this.#say(theme.why),
      child: this.#say(theme.reasons.child),
      family: this.#say(theme.reasons.family),
      school: this.#say(theme.reasons.school),
      owner,
      review,
    })
    return began
  }

  /** Opened a few days ago, and nobody has answered since. */
  #tryInVain(began: number): void {
    const { owner } = this.#workers
    this.#book.contact(this.#file, {
      by: owner,
      ago: began - 1,
      means: 'phone-out',
      result: 'no-answer',
      facts: 'Rang out. No voicemail on this number.',
    })
    this.#book.contact(this.#file, {
      by: owner,
      ago: Math.max(began - 2, 1),
      means: 'text',
      facts: this.#say(`Asked ${this.#them()} to ring when it suits. Said that nobody is in trouble.`),
    })
  }

  #firstWeek(began: number): void {
    const { opener, school } = this.#workers
    const theme = this.#theme
    this.#book.contact(this.#file, {
      by: opener,
      ago: began - 1,
      means: 'phone-out',
      result: this.#choice.pick(['no-answer', 'voicemail-left', 'engaged']),
      facts: this.#choice.pick([
        'No answer. Will try before nine tomorrow.',
        'Left a message with my name and the direct number.',
        'Tried twice, ten minutes apart.',
      ]),
    })
    this.#book.contact(this.#file, {
      by: opener,
      ago: began - 2,
      means: this.#choice.pick(['phone-out', 'phone-out', 'phone-in']),
      facts: this.#say(theme.firstCall[this.#turn]),
      familyView: this.#say(theme.familyView[this.#turn]),
      minutes: this.#choice.whole(4, 22),
      interpreter: this.#interpreter,
    })
    this.#book.contact(this.#file, {
      by: school,
      ago: began - 5,
      means: 'corridor',
      to: [],
      facts: this.#say(
        this.#choice.pick([
          'Caught {Name} between lessons. Two minutes, no pressure.',
          '{Name} stayed behind to help put chairs up, and talked.',
          'Sat with {Name} at the end of lunch.',
        ]),
      ),
      childWords: this.#say(theme.childWords[1 - this.#turn] ?? ''),
      seen: 'seen-and-spoken-alone',
    })
  }

  #middle(began: number, standing: Standing): void {
    const { owner, school } = this.#workers
    const { term } = this.#book
    const theme = this.#theme
    const heard = this.#book.heard(
      theme.barrier.about,
      theme.barrier.raisedBy,
      this.#say(theme.barrier.words[this.#turn]),
      {
        severity: this.#choice.pick([1, 2, 2, 3]),
        agreedByFamily: this.#choice.pick(['yes', 'yes', 'partly']),
        reviewOn: standing === 'nothing-promised' ? null : term.ahead(this.#choice.whole(5, 14)),
      },
    )
    const early = this.#book.promised(this.#say(theme.promises[0]), this.#them(), owner, term.ago(began - 13))
    const isPromised = standing !== 'nothing-promised'
    const metAt = began - 8
    if (isPromised) {
      this.#book.contact(this.#file, {
        by: owner,
        ago: metAt,
        means: this.#choice.weighted([
          ['meeting-school', 6],
          ['virtual', 1],
          ['meeting-home', 1],
        ]),
        to: [this.#first, [nameOf(school), 'School']],
        facts: this.#say(theme.meeting[this.#turn]),
        familyView: this.#say(theme.familyView[1 - this.#turn] ?? ''),
        schoolView: this.#say(theme.reasons.school),
        childWords: this.#say(theme.childWords[this.#turn]),
        seen: 'seen-and-spoken-with-adult',
        minutes: this.#choice.whole(25, 55),
        interpreter: this.#interpreter,
        barriers: [heard],
        promises: [early],
      })
      this.#book.settle(this.#file, {
        by: owner,
        ago: began - 12 - this.#choice.whole(0, 3),
        promise: early,
        how: this.#choice.pick(['kept', 'kept', 'kept', 'kept-late', 'no-longer-needed']),
        words: this.#choice.pick(['', 'Done, and told the family.', 'Took two tries.']),
      })
      this.#book.changeBarrier(this.#file, { by: owner, ago: began - 14, barrier: heard, status: 'being-addressed' })
    }
    this.#book.move(this.#file, {
      by: owner,
      ago: began - 9,
      to: 'listen-and-understand',
      why: this.#choice.pick([
        'We have heard the family and the child now.',
        'Talked with all of them; more to understand.',
        'The marks say what, not why.',
      ]),
    })
    if (isPromised && this.#choice.isOneOf(0.6)) {
      this.#book.move(this.#file, {
        by: owner,
        ago: began - 15,
        to: 'facilitate-support',
        why: this.#choice.pick([
          'Help has been agreed and is under way.',
          'Support is in place; to be looked at in three weeks.',
          'We know what helps. Now do it.',
        ]),
      })
    }
    this.#book.contact(this.#file, {
      by: school,
      ago: began - 16,
      means: this.#choice.pick(['email', 'letter-out', 'text']),
      facts: this.#say(
        this.#choice.pick([
          'Sent what we agreed, in plain words, and the date we meet next.',
          'Said thank you for coming in, and what happens next.',
          'Sent the week’s marks with a line on what went well.',
        ]),
      ),
    })
    if (!isPromised) this.#book.barrier(this.#file, { by: school, ago: this.#choice.whole(8, 19), barrier: heard })
  }

  /** What makes the case stand as it does today. */
  #lately(standing: Exclude<Standing, 'never-reached'>): void {
    const { owner, school } = this.#workers
    const { term } = this.#book
    const theme = this.#theme
    const promise = (words: string, due: string) => this.#book.promised(this.#say(words), this.#them(), owner, due)
    switch (standing) {
      case 'promise-late':
        this.#visitAnswered(this.#choice.whole(6, 9), promise(theme.promises[1], term.ago(this.#choice.whole(1, 4))))
        return this.#seen(this.#choice.whole(1, 3))
      case 'promise-today':
        this.#visitAnswered(this.#choice.whole(4, 6), promise(theme.promises[2], term.ahead(0)))
        return this.#seen(this.#choice.whole(1, 3))
      case 'promise-ahead':
        this.#seen(3)
        return this.#call(this.#choice.whole(1, 2), promise(theme.promises[1], term.ahead(this.#choice.whole(1, 4))))
      case 'long-unseen':
        return this.#call(this.#choice.whole(2, 5), null)
      case 'unseen':
        this.#seen(this.#choice.whole(6, 8))
        return this.#call(this.#choice.whole(2, 4), promise(theme.promises[2], term.ahead(this.#choice.whole(3, 8))))
      case 'door-unanswered':
        this.#seen(3)
        return this.#visitUnanswered(this.#choice.whole(1, 2))
      case 'two-doors-unanswered':
        this.#visitUnanswered(6)
        return this.#visitUnanswered(2)
      case 'review-late':
      case 'review-ahead':
        this.#seen(this.#choice.whole(2, 4))
        return this.#call(this.#choice.whole(5, 8), null)
      case 'nothing-promised':
      case 'nothing-due':
        return this.#seen(this.#choice.whole(1, 4))
      case 'better': {
        const kept = promise(theme.promises[1], term.ago(5))
        this.#book.promise(this.#file, { by: owner, ago: 9, promise: kept })
        this.#book.settle(this.#file, { by: owner, ago: 6, promise: kept, how: 'kept' })
        this.#book.contact(this.#file, {
          by: school,
          ago: 1,
          means: 'phone-out',
          facts: this.#say(theme.goodNews),
          positive: true,
          seen: 'seen-and-spoken-alone',
          minutes: 3,
        })
        return
      }
      case 'closed':
        this.#seen(9)
        this.#book.move(this.#file, { by: owner, ago: 9, to: 'monitor', why: 'What was agreed is working.' })
        this.#book.contact(this.#file, {
          by: school,
          ago: 8,
          means: 'phone-out',
          facts: this.#say(theme.goodNews),
          positive: true,
          seen: 'seen-and-spoken-alone',
        })
        return this.#book.close(this.#file, {
          by: owner,
          ago: 7,
          reason: 'attendance-improved',
          outcome: this.#say('Three good weeks. {Name} and the family know whom to ring if it slips.'),
        })
      case 'formal':
        this.#seen(3)
        this.#book.move(this.#file, {
          by: owner,
          ago: 7,
          to: 'formalise-support',
          why: 'Support was offered twice and not taken up. An attendance contract is proposed.',
        })
        this.#book.contact(this.#file, {
          by: owner,
          ago: 6,
          means: 'letter-out',
          facts:
            'Letter with the draft contract and the day on which we can talk it through. Says what may follow and what help goes on.',
          warningGiven: 'notice-to-improve',
        })
    }
  }

  #seen(ago: number): void {
    this.#book.contact(this.#file, {
      by: this.#workers.school,
      ago,
      means: 'corridor',
      to: [],
      facts: this.#say(
        this.#choice.pick([
          '{Name} in school today. Said hello; {they} said it was all right.',
          'Saw {Name} at break with another pupil.',
          'Brief word at the gate. {Name} was on time.',
          '{Name} came to find me to show me {their} work.',
          'Walked from the gate with {Name}. Talked about the weather and a cousin.',
          '{Name} in at the second bell, out of breath, in.',
          'Said good morning. {Name} said it back and meant it.',
          'Found {Name} a seat in the dinner queue.',
        ]),
      ),
      seen: this.#choice.pick(['seen-and-spoken-alone', 'seen-and-spoken-alone', 'seen-only']),
    })
  }

  #call(ago: number, promised: ReturnType<CaseBook['promised']> | null): void {
    this.#book.contact(this.#file, {
      by: this.#workers.owner,
      ago,
      means: 'phone-out',
      facts: this.#say(
        this.#choice.pick([
          '{Mum} said it is no better and no worse. Went through the week day by day.',
          'Short call. {Mum} at work. Will talk properly at the review.',
          '{Mum} glad that somebody rang. {Name} was asleep upstairs.',
          'Asked what would help most. {Mum} will talk with {Name} tonight.',
          '{Mum} had been about to ring us. Went through what was agreed and what is still open.',
          'Good line, long call. {Mum} would like to hear from one person and not from five.',
        ]),
      ),
      minutes: this.#choice.whole(3, 12),
      interpreter: this.#interpreter,
      ...(promised === null ? {} : { promises: [promised] }),
    })
  }

  #visitAnswered(ago: number, promised: ReturnType<CaseBook['promised']>): void {
    const theme = this.#theme
    this.#book.visit(this.#file, {
      by: this.#workers.owner,
      ago,
      reason: this.#choice.pick(['engagement', 'check-in', 'refusal']),
      access: this.#choice.pick(['doorstep', 'entered', 'entered']),
      outcome: this.#choice.pick(['plan-agreed', 'return-agreed', 'follow-up-visit']),
      who: [this.#first],
      seen: 'seen-and-spoken-with-adult',
      saw: this.#say(theme.visitSaw),
      familyWords: this.#say(theme.familyView[1 - this.#turn] ?? ''),
      childWords: this.#say(theme.childWords[1 - this.#turn] ?? ''),
      nextStep: this.#say(theme.promises[1]),
      promises: [promised],
    })
  }

  #visitUnanswered(ago: number): void {
    this.#book.visit(this.#file, {
      by: this.#workers.owner,
      ago,
      reason: 'no-contact',
      access: this.#choice.pick(['no-reply', 'no-reply', 'no-reply-signs-of-life']),
      outcome: 'no-contact',
      cardLeft: true,
      saw: this.#choice.pick([
        'Knocked twice, waited five minutes. No lights.',
        'Car on the drive, blinds down. Knocked and rang.',
        'Washing on the line. Nobody came to the door.',
      ]),
      nextStep: this.#choice.pick([
        'Try after four, when people are home.',
        'Ring the other number before trying again.',
      ]),
    })
  }

  /** Which of two wordings. */
  get #turn(): 0 | 1 {
    return this.#place % 2 === 0 ? 0 : 1
  }

  get #first() {
    return this.#file.parents[0]?.relationship ?? 'other'
  }

  get #interpreter(): 'none' | 'professional' {
    return this.#file.parents[0]?.interpreterNeeded === true ? 'professional' : 'none'
  }

  #them(): string {
    const parent = this.#file.parents[0]
    return parent === undefined ? 'the family' : relationshipWords[parent.relationship]
  }

  /** The words with this child's name in them. */
  #say(words: string): string {
    const sex = this.#file.pupil.sex
    const [they, them, their, themself] =
      sex === 'female'
        ? ['she', 'her', 'her', 'herself']
        : sex === 'male'
          ? ['he', 'him', 'his', 'himself']
          : ['they', 'them', 'their', 'themself']
    return words
      .replaceAll('{Name}', this.#file.name)
      .replaceAll('{Mum}', this.#them())
      .replaceAll('{They}', `${they.slice(0, 1).toUpperCase()}${they.slice(1)}`)
      .replaceAll('{themself}', themself)
      .replaceAll('{they}', they)
      .replaceAll('{them}', them)
      .replaceAll('{their}', their)
  }
}

const nameOf = (actor: Actor): string => actor.memberships[0]?.name ?? ''
