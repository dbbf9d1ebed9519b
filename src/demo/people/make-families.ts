import type { Address } from '#domain/records/pupil.ts'
import { addDays, type SchoolDay } from '#domain/time/school-day.ts'
import type { SeededChoice } from '../seeded-choice.ts'
import {
  placesInYear,
  schoolOfYear,
  yearGroups,
  type Child,
  type Family,
  type GrownUp,
  type PlannedFamily,
} from './family.ts'
import { heritages, type Heritage } from './heritages.ts'
import { phoneBook } from './phones.ts'
import { blocks, streets, town } from './streets.ts'
import { upnMaker } from './upns.ts'

/** Forms of a year in the secondary school, by the letter after the year. */
export const forms = ['K', 'E', 'S', 'T', 'R', 'L', 'H', 'D']
/** Classes of a year in the primary. */
const classes = ['Heron', 'Wren']

/**
 * Everyone on the two rolls: the families of the stories first, then as many others as fill every year. `schoolYear` is the
 * year of the September in which the school year began.
 */
export const makeFamilies = (planned: readonly PlannedFamily[], schoolYear: number, choice: SeededChoice): Family[] =>
  new Town(schoolYear, choice).families(planned)

/** A town being peopled: what is given out already, and the places that are left. */
class Town {
  readonly #schoolYear: number
  readonly #choice: SeededChoice
  readonly #phones = phoneBook()
  readonly #upn = upnMaker()
  readonly #places = new Map(yearGroups.map((year) => [year, placesInYear(year)]))
  readonly #inForms = new Map<string, number>()
  readonly #names = new Set<string>()

  constructor(schoolYear: number, choice: SeededChoice) {
    this.#schoolYear = schoolYear
    this.#choice = choice
  }

  families(planned: readonly PlannedFamily[]): Family[] {
    const families = planned.map((plan) => this.#fromPlan(plan))
    for (let year = this.#fullestYear(); year !== null; year = this.#fullestYear()) families.push(this.#invented(year))
    return families
  }

  #fullestYear(): number | null {
    const [most] = [...this.#places].toSorted((a, b) => b[1] - a[1])
    return most === undefined || most[1] === 0 ? null : most[0]
  }

  #takePlace(year: number): void {
    const left = this.#places.get(year) ?? 0
    if (left === 0) throw new RangeError(`Year ${year} is full.`)
    this.#places.set(year, left - 1)
  }

  #fromPlan(plan: PlannedFamily): Family {
    const language = plan.grownUps[0]?.language ?? 'English'
    const children = plan.children.map((child): Child => {
      // Whoever left made room, and whoever came later took it.
      if (child.leftOn === undefined) this.#takePlace(child.yearGroup)
      return {
        school: schoolOfYear(child.yearGroup),
        bornOn: this.#birthday(child.yearGroup),
        upn: this.#upn(this.#schoolYear - child.yearGroup),
        registrationGroup: this.#form(child.yearGroup),
        onRollFrom: this.#cameOn(child.yearGroup),
        sen: 'N',
        freeMeals: false,
        lookedAfter: false,
        language,
        ...child,
      }
    })
    for (const child of children) this.#names.add(nameOf(child))
    return {
      key: plan.key,
      home: plan.home,
      grownUps: plan.grownUps.map((grownUp) => ({
        mobile: this.#phones.mobile(),
        language: 'English',
        responsibility: 'Yes',
        ...grownUp,
      })),
      children,
    }
  }

  #invented(firstYear: number): Family {
    const choice = this.#choice
    const heritage = choice.weighted(heritages.map((one) => [one, one.weight] as const))
    const other = choice.isOneOf(0.12) ? choice.weighted(heritages.map((one) => [one, one.weight] as const)) : heritage
    const language = choice.weighted(heritage.languages)
    const mothers = choice.pick(heritage.surnames)
    const fathers = other === heritage && choice.isOneOf(0.6) ? mothers : choice.pick(other.surnames)
    const home = this.#address()
    const grownUps = this.#grownUps({ heritage, other, mothers, fathers, language, home })
    const [first] = grownUps
    if (first !== undefined && first.language !== 'English' && choice.isOneOf(0.15)) first.interpreter = true
    const poor = choice.isOneOf(0.26)
    const children: Child[] = []
    for (const year of this.#yearsFrom(firstYear)) {
      this.#takePlace(year)
      children.push(
        this.#child(year, {
          heritage,
          mothers,
          fathers,
          language,
          poor,
          lookedAfter: grownUps[0]?.relationship === 'Foster carer',
        }),
      )
    }
    return { key: null, home, grownUps, children }
  }

  /** The years of a family's children: more than half of all homes with one pupil have another at one of the two schools. */
  #yearsFrom(first: number): number[] {
    const count = this.#choice.weighted([
      [1, 44],
      [2, 38],
      [3, 14],
      [4, 4],
    ])
    const years = [first]
    for (let more = 1; more < count; more += 1) {
      const gap = this.#choice.weighted([
        [1, 18],
        [2, 34],
        [3, 24],
        [4, 14],
        [5, 7],
        [0, 3],
      ])
      const year = this.#choice.isOneOf(0.5) ? Math.max(...years) + gap : Math.min(...years) - gap
      const wanted = years.filter((taken) => taken === year).length + 1
      if ((this.#places.get(year) ?? 0) >= wanted) years.push(year)
    }
    return years
  }

  #child(
    yearGroup: number,
    of: {
      heritage: Heritage
      mothers: string | readonly [string, string]
      fathers: string | readonly [string, string]
      language: string
      poor: boolean
      lookedAfter: boolean
    },
  ): Child {
    const choice = this.#choice
    const sex = choice.isOneOf(0.5) ? 'female' : 'male'
    // Halves of a family may carry different names: a child has the mother's, the father's, or now and then both.
    const whose = choice.weighted([
      ['father', 62],
      ['mother', 30],
      ['both', 8],
    ])
    const fathers = formOf(of.fathers, sex)
    const mothers = formOf(of.mothers, sex)
    const surname =
      whose === 'father' ? fathers : whose === 'mother' || mothers === fathers ? mothers : `${mothers}-${fathers}`
    const bornOn = this.#birthday(yearGroup)
    let forename = choice.pick(sex === 'female' ? of.heritage.girls : of.heritage.boys)
    while (this.#names.has(nameOf({ forename, surname, bornOn }))) forename = choice.pick(of.heritage.girls)
    this.#names.add(nameOf({ forename, surname, bornOn }))
    const short = shortNames.get(forename)
    return {
      key: null,
      school: schoolOfYear(yearGroup),
      yearGroup,
      forename,
      surname,
      ...(short !== undefined && choice.isOneOf(0.5) ? { preferredForename: short } : {}),
      sex,
      bornOn,
      upn: this.#upn(this.#schoolYear - yearGroup),
      registrationGroup: this.#form(yearGroup),
      onRollFrom: this.#cameOn(yearGroup),
      sen: choice.weighted([
        ['N', 81],
        ['K', 14.5],
        ['E', 4.5],
      ]),
      freeMeals: of.poor,
      lookedAfter: of.lookedAfter,
      language: of.language,
    }
  }

  #grownUps(of: {
    heritage: Heritage
    other: Heritage
    mothers: string | readonly [string, string]
    fathers: string | readonly [string, string]
    language: string
    home: Address
  }): GrownUp[] {
    const choice = this.#choice
    const { language, heritage, other } = of
    const kind = choice.weighted([
      ['both', 58],
      ['mother', 26],
      ['father', 4],
      ['step', 7],
      ['grandparent', 4],
      ['foster', 1],
    ])
    const apart = kind === 'both' ? null : this.#address()
    const mother = (livesWith: boolean): GrownUp => {
      const forename = choice.pick(heritage.women)
      const surname = formOf(of.mothers, 'female')
      return {
        title: choice.pick(['Mrs', 'Ms', 'Miss', 'Mrs']),
        forename,
        surname,
        relationship: 'Mother',
        responsibility: 'Yes',
        livesWith,
        ...this.#reach(forename, surname),
        ...(livesWith || apart === null ? {} : { address: apart }),
        language,
      }
    }
    const father = (livesWith: boolean): GrownUp => {
      const forename = choice.pick(other.men)
      const surname = formOf(of.fathers, 'male')
      return {
        title: 'Mr',
        forename,
        surname,
        relationship: 'Father',
        responsibility: livesWith || choice.isOneOf(0.8) ? 'Yes' : 'Unknown',
        livesWith,
        ...this.#reach(forename, surname),
        ...(livesWith || apart === null ? {} : { address: apart }),
        language: other === heritage ? language : 'English',
      }
    }
    switch (kind) {
      case 'both':
        return choice.isOneOf(0.8) ? [mother(true), father(true)] : [father(true), mother(true)]
      case 'mother':
        return choice.isOneOf(0.6)
          ? [mother(true), father(false)]
          : [mother(true), this.#grandparent(heritage, language)]
      case 'father':
        return [father(true), mother(false)]
      case 'step': {
        const forename = choice.pick(heritage.men)
        const surname = formOf(choice.pick(heritage.surnames), 'male')
        return [
          mother(true),
          {
            title: 'Mr',
            forename,
            surname,
            relationship: 'Step father',
            responsibility: 'No',
            livesWith: true,
            ...this.#reach(forename, surname),
            language,
          },
          father(false),
        ]
      }
      case 'grandparent':
        return [{ ...this.#grandparent(heritage, language), livesWith: true, responsibility: 'Yes' }, mother(false)]
      case 'foster': {
        const forename = choice.pick(heritage.women)
        const surname = formOf(choice.pick(heritage.surnames), 'female')
        return [
          {
            title: 'Mrs',
            forename,
            surname,
            relationship: 'Foster carer',
            responsibility: 'No',
            livesWith: true,
            ...this.#reach(forename, surname),
            language: 'English',
          },
        ]
      }
    }
  }

  #grandparent(heritage: Heritage, language: string): GrownUp {
    const isWoman = this.#choice.isOneOf(0.75)
    const forename = this.#choice.pick(isWoman ? heritage.women : heritage.men)
    const surname = formOf(this.#choice.pick(heritage.surnames), isWoman ? 'female' : 'male')
    return {
      title: isWoman ? 'Mrs' : 'Mr',
      forename,
      surname,
      relationship: isWoman ? 'Grandmother' : 'Grandfather',
      responsibility: 'No',
      livesWith: false,
      mobile: this.#phones.mobile(),
      home: this.#phones.home(),
      address: this.#address(),
      language,
    }
  }

  #reach(forename: string, surname: string): Pick<GrownUp, 'mobile' | 'home' | 'email'> {
    return {
      mobile: this.#phones.mobile(),
      ...(this.#choice.isOneOf(0.25) ? { home: this.#phones.home() } : {}),
      ...(this.#choice.isOneOf(0.7) ? { email: emailOf(forename, surname) } : {}),
    }
  }

  #address(): Address {
    const choice = this.#choice
    const letters = () => choice.pick(['AB', 'AD', 'BL', 'DN', 'EH', 'GT', 'HJ', 'LW', 'NP', 'QR', 'TS', 'WX', 'YZ'])
    if (choice.isOneOf(0.12)) {
      const block = choice.pick(blocks)
      return {
        lines: [`Flat ${choice.whole(1, 48)}`, block.name, block.street, town],
        postcode: `ZZ99 ${block.sector}${letters()}`,
      }
    }
    const street = choice.pick(streets)
    return {
      lines: [`${choice.whole(1, 140)} ${street.name}`, street.area, town],
      postcode: `ZZ99 ${street.sector}${letters()}`,
    }
  }

  /** A birthday of the year: National Curriculum year 1 is for children who are five when it begins. */
  #birthday(yearGroup: number): SchoolDay {
    return addDays(`${this.#schoolYear - 5 - yearGroup}-09-01`, this.#choice.whole(0, 364))
  }

  #form(yearGroup: number): string {
    const names = yearGroup >= 7 ? forms : classes
    const year = yearGroup === 0 ? 'R' : String(yearGroup)
    const [form = names[0] ?? ''] = names.toSorted(
      (a, b) => (this.#inForms.get(`${year}${a}`) ?? 0) - (this.#inForms.get(`${year}${b}`) ?? 0),
    )
    this.#inForms.set(`${year}${form}`, (this.#inForms.get(`${year}${form}`) ?? 0) + 1)
    return yearGroup >= 7 ? `${year}${form}` : `${year} ${form}`
  }

  /** The September in which the child's year began at the school; now and then a later one. */
  #cameOn(yearGroup: number): SchoolDay {
    const first = this.#schoolYear - (yearGroup >= 7 ? yearGroup - 7 : yearGroup)
    const year = this.#choice.isOneOf(0.12) ? this.#choice.whole(first, this.#schoolYear) : first
    return `${year}-09-04`
  }
}

const formOf = (surname: string | readonly [string, string], sex: 'female' | 'male'): string =>
  typeof surname === 'string' ? surname : surname[sex === 'female' ? 0 : 1]

const nameOf = ({ forename, surname, bornOn }: Pick<Child, 'forename' | 'surname' | 'bornOn'>): string =>
  `${forename} ${surname} ${bornOn}`

/** Letters without their marks, as people make addresses of their names. */
const emailOf = (forename: string, surname: string): string =>
  `${plainLetters(forename)}.${plainLetters(surname)}@example.org`

const plainLetters = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replaceAll(/[^a-zA-Z]/g, '')
    .toLowerCase()

const shortNames = new Map([
  ['Abigail', 'Abi'],
  ['Aleksander', 'Alex'],
  ['Alexandru', 'Alex'],
  ['Bethany', 'Beth'],
  ['Charlie', 'Chas'],
  ['Harriet', 'Hattie'],
  ['Isaac', 'Zac'],
  ['Mateusz', 'Mat'],
  ['Mitchell', 'Mitch'],
  ['Nathaniel', 'Nate'],
  ['Oluwaseun', 'Seun'],
  ['Ebunoluwa', 'Ebun'],
  ['Tabitha', 'Tabby'],
  ['Tsz-Ching', 'Angel'],
  ['Ho-Yin', 'Henry'],
  ['Zuzanna', 'Zuzia'],
])
