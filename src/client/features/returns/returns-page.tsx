import { useState } from 'react'
import { FileDown } from 'lucide-react'
import { handOutFile } from '#client/app/hand-over.ts'
import { useSession } from '#client/app/session.tsx'
import { sayToCome } from '#client/casework/say-to-come.ts'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { Page, Quiet, Stack } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { csvText } from '#domain/csv.ts'
import { can } from '#domain/permissions/can.ts'
import { calledName } from '#domain/records/pupil.ts'
import { sayMove, type Direction } from '#domain/records/school-move.ts'
import { numbersUnsaid, returnLines, type ReturnLine } from '#domain/returns/return-lines.ts'
import { returnKinds, ROLL_DAYS, type ReturnKind } from '#domain/returns/to-tell.ts'
import { sayDay, saySchoolDays } from '#domain/time/day-words.ts'
import { dayOf } from '#domain/time/instant.ts'
import { addDays, type SchoolDay } from '#domain/time/school-day.ts'
import { directionOf, readReturns, type SchoolReturns } from './read-returns.ts'
import styles from './returns.module.css'

/** What each school has to tell its council, child by child, and each list as a file. Made on this tablet; nothing is sent. */
export const ReturnsPage = () => {
  const { db, actor, clock } = useSession()
  const today = dayOf(clock())
  const found = useLive(() => readReturns(db, actor, today), [db, actor, today])
  return (
    <Page
      title="Returns to the council"
      detail="What a school tells its council of its pupils. Made on this tablet; it sends nothing and does not know what was sent."
    >
      {found === undefined ? (
        <Skeleton rows={6} label="Reading the registers" />
      ) : (
        <Stack gap="wide">
          {found.toCome !== 0 && (
            <Banner tone="due">{sayToCome(found.toCome)}, so these lists may not be whole.</Banner>
          )}
          <Quiet>
            Days are counted by <TextLink href="/school-days">the school days and holidays</TextLink> that each school
            has entered, and by the marks that have come in.
          </Quiet>
          {found.schools.map((returns) => (
            <SchoolLists key={returns.school.id} returns={returns} today={today} />
          ))}
        </Stack>
      )}
    </Page>
  )
}

const titles: Record<ReturnKind, string> = {
  'new-pupils': 'New on the roll',
  deletions: 'No longer on the roll',
  'ten-days-in-a-row': 'Ten school days in a row of G, N, O or U',
  'fifteen-days-of-sickness': 'Fifteen days of sickness',
}

const rules: Record<ReturnKind, string> = {
  'new-pupils':
    'By the end of the fifth day after the name was entered; not for the youngest class on the first day of the school year, unless the council asks.',
  deletions: 'As soon as the ground is met, and at the latest on the day the name is taken off.',
  'ten-days-in-a-row':
    'At the times agreed with the council, at least once a month. A mark that is changed can end a row.',
  'fifteen-days-of-sickness':
    'As soon as the school has reason to believe that it will be fifteen, in a row or altogether: a child with fewer may have to be told of too. Once for one spell in a school year.',
}

const SchoolLists = ({ returns: { school, pupils, lines }, today }: { returns: SchoolReturns; today: SchoolDay }) => (
  <Stack>
    <h2>{school.name}</h2>
    <Quiet>
      Of the {pupils} {pupils === 1 ? 'pupil' : 'pupils'} of this school whose {pupils === 1 ? 'file is' : 'files are'}{' '}
      on this tablet. Changes of the roll since {sayDay(addDays(today, -ROLL_DAYS), today)}.
    </Quiet>
    <NumbersOf school={school} />
    {returnKinds.map((kind) => (
      <ReturnCard key={kind} kind={kind} lines={lines[kind]} school={school} today={today} />
    ))}
  </Stack>
)

/** The way to say by what numbers the school is known, for whoever may. */
const NumbersOf = ({ school: { id, name } }: Pick<SchoolReturns, 'school'>) => {
  const { actor } = useSession()
  if (!can(actor, 'say-school-numbers', { organisationId: id })) return null
  return (
    <div>
      <TextLink href={`/school-numbers/${id}`} label={`DfE number, URN and UKPRN: ${name}`}>
        DfE number, URN and UKPRN
      </TextLink>
    </div>
  )
}

type ReturnCardProps = {
  kind: ReturnKind
  lines: readonly ReturnLine[]
  school: SchoolReturns['school']
  today: SchoolDay
}

const ReturnCard = ({ kind, lines, school, today }: ReturnCardProps) => {
  const [said, setSaid] = useState<string | null>(null)
  const handOut = async () => {
    // No child's name: a file's name is read by whoever sees the list of downloads.
    const name = `${kind}-${school.code}-${today}.csv`
    const file = new File([csvText(returnLines(kind, lines))], name, { type: 'text/csv' })
    setSaid((await handOutFile(file)) === 'handed' ? `Given out as ${name}.` : null)
  }
  return (
    <Card title={titles[kind]}>
      {lines.length === 0 ? (
        <p>Nobody. The file says so with its headings alone, for a council that asks for it.</p>
      ) : (
        <>
          <dl className={styles.lines}>
            {lines.map((line) => (
              <div key={`${line.pupil.id} ${line.on}`}>
                <dt>
                  <TextLink href={`/caseload/${line.pupil.id}/register`}>{calledName(line.pupil)}</TextLink>
                </dt>
                <dd>
                  {sayLine(kind, line, today)} <MoveOf kind={kind} line={line} />
                </dd>
              </div>
            ))}
          </dl>
          <p>
            The file has a line for each: name, birthday, UPN, address and the days above
            {kind === 'new-pupils' || kind === 'deletions' ? ', and the parents with address and telephone' : ''}. What
            the record does not hold is left empty, and can be said here first where it is the ground or a school. Keep
            it as carefully as the record.
          </p>
          <LeftEmpty kind={kind} school={school} />
        </>
      )}
      <div>
        <Button
          icon={<FileDown aria-hidden />}
          aria-label={`Make the file: ${titles[kind]}, ${school.name}`}
          onPress={() => void handOut()}
        >
          Make the file
        </Button>
      </div>
      <p aria-live="polite">{said}</p>
      <Quiet>{rules[kind]}</Quiet>
    </Card>
  )
}

const listWords = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** What is empty for every child, and why: whoever sends the file fills it in, or says it here first. */
const LeftEmpty = ({ kind, school }: { kind: ReturnKind; school: SchoolReturns['school'] }) => {
  const unsaid = numbersUnsaid(school)
  return (
    <>
      {unsaid.length > 0 && (
        <p>Left empty: the school’s {listWords.format(unsaid)}, which nobody has written down here.</p>
      )}
      {kind === 'new-pupils' && (
        <p>The admission register may hold more than this, such as whether a child boards: add it by hand.</p>
      )}
    </>
  )
}

/** What was said of a coming or leaving, and the way to say it. */
const MoveOf = ({ kind, line: { pupil, move } }: { kind: ReturnKind; line: ReturnLine }) => {
  const { actor } = useSession()
  const direction = directionOf(kind)
  if (direction === null) return null
  const mayWrite = can(actor, 'say-school-move', { organisationId: pupil.organisationId, pupil })
  return (
    <>
      {move !== null && <span>{sayMove(move)} </span>}
      {mayWrite && (
        <TextLink
          href={`/returns/${pupil.id}/${direction}`}
          label={`${move === null ? sayWhat[direction] : 'Change'}: ${calledName(pupil)}`}
        >
          {move === null ? sayWhat[direction] : 'Change'}
        </TextLink>
      )}
    </>
  )
}

const sayWhat: Record<Direction, string> = {
  came: 'Say which school before',
  left: 'Say the ground and the new school',
}

const sayLine = (kind: ReturnKind, { on, tellBy, days }: ReturnLine, today: SchoolDay): string => {
  switch (kind) {
    case 'new-pupils':
      return `Since ${sayDay(on, today)}. Tell by ${tellBy === null ? '' : sayDay(tellBy, today)}.`
    case 'deletions':
      return `Last day ${sayDay(on, today)}.`
    case 'ten-days-in-a-row':
      return `${saySpan(days, today)}${days?.isGoingOn === true ? ', not ended by the last mark' : ', ended'}. The tenth was on ${sayDay(on, today)}.`
    case 'fifteen-days-of-sickness':
      return `${saySchoolDays(days?.count ?? 0)} with I. The fifteenth was on ${sayDay(on, today)}.`
  }
}

const saySpan = (days: ReturnLine['days'], today: SchoolDay): string =>
  days === null ? '' : `${saySchoolDays(days.count)} from ${sayDay(days.from, today)} to ${sayDay(days.to, today)}`
