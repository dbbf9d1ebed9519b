import { useEffect, useMemo, useState } from 'react'
import { CalendarRange, FileDown, Printer } from 'lucide-react'
import { handOutFile } from '#client/app/hand-over.ts'
import { useSession } from '#client/app/session.tsx'
import { readCalendars } from '#client/casework/read-calendars.ts'
import { readColleagues } from '#client/casework/read-file.ts'
import { readRegisterYears } from '#client/casework/read-register-years.ts'
import { sayToCome } from '#client/casework/say-to-come.ts'
import { makePdf } from '#client/papers/make-pdf.ts'
import { PaperView } from '#client/papers/paper-view.tsx'
import { useFiled, useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page, Quiet, Row, Stack } from '#client/ui/page.tsx'
import { Printed } from '#client/ui/printed.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { sayDay } from '#domain/time/day-words.ts'
import { dayOf } from '#domain/time/instant.ts'
import { schoolYearOf } from '#domain/time/school-year.ts'
import { mondayParts, mondayWords, weekBegins } from '#domain/today/monday.ts'
import { mondayPaper } from './monday-paper.ts'
import { MondayRowLine } from './monday-row.tsx'
import { makeMonday, readConsidered, type MondaySheet } from './read-monday.ts'

/** Monday: who is new, worse, better, stuck, unseen, and what was promised for this week; decided on in the list, printed or handed out. */
export const MondayPage = () => {
  const sheet = useMonday()
  return (
    <Page
      title="Monday"
      width="wide"
      detail={sheet === undefined ? undefined : `Since ${sayDay(weekBegins(sheet.today), sheet.today)}`}
    >
      {sheet === undefined ? <Skeleton rows={7} label="Making the sheet" /> : <Sheet sheet={sheet} />}
    </Page>
  )
}

const useMonday = (): MondaySheet | undefined => {
  const { db, actor, clock } = useSession()
  const today = dayOf(clock())
  const filed = useFiled(true)
  const [considered, setConsidered] = useState<Awaited<ReturnType<typeof readConsidered>>>(null)
  useEffect(() => {
    if (filed === null) return undefined
    let isWanted = true
    const read = async () => {
      const found = await readConsidered(filed, actor, () => isWanted)
      if (found !== null && isWanted) setConsidered(found)
    }
    void read()
    return () => {
      isWanted = false
    }
  }, [filed, actor])
  // Once whom it is about is known: a sheet without the registers would say that nothing is worse.
  const pupilIds = considered?.map(({ source }) => source.pupil.id).join(' ')
  const around = useLive(
    async () =>
      pupilIds === undefined
        ? undefined
        : {
            colleagues: await readColleagues(db),
            calendars: await readCalendars(db),
            years: await readRegisterYears(db, pupilIds === '' ? [] : pupilIds.split(' '), schoolYearOf(today)),
          },
    [db, pupilIds, today],
  )
  const toCome = filed?.toCome ?? null
  return useMemo(
    () =>
      considered === null || around === undefined
        ? undefined
        : makeMonday(considered, around, { actor, today, toCome }),
    [considered, around, actor, today, toCome],
  )
}

const Sheet = ({ sheet }: { sheet: MondaySheet }) => {
  const { account, clock } = useSession()
  const [isMaking, setMaking] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  const toCome = sayToCome(sheet.toCome)
  const paper = () => mondayPaper(sheet, { madeBy: account.name, madeAt: clock() })
  const handOut = async () => {
    setMaking(true)
    const made = await makePdf(paper(), clock())
    setMaking(false)
    setFailed(made === null)
    if (made !== null) await handOutFile(new File([made.bytes], 'monday.pdf', { type: 'application/pdf' }))
  }
  if (sheet.rows.length === 0) {
    return (
      <EmptyState icon={<CalendarRange />} title={toCome ?? 'Nobody is on the sheet'}>
        <p>Pupils with an open case stand here when something about them changed, is due, or stands still.</p>
      </EmptyState>
    )
  }
  return (
    <Stack gap="wide">
      <Quiet>
        Made from what was written down (cases, visits, contacts, barriers and promises) and from the register as far as
        its marks have come in: the last two school weeks against the two before.
      </Quiet>
      {toCome !== null && <Banner tone="due">{toCome}, so this sheet is not whole.</Banner>}
      {hasFailed && <Banner tone="danger">The PDF could not be made on this tablet. Printing still works.</Banner>}
      <Row>
        <Button icon={<Printer aria-hidden />} onPress={() => window.print()}>
          Print
        </Button>
        <Button icon={<FileDown aria-hidden />} isPending={isMaking} onPress={() => void handOut()}>
          Hand out as PDF
        </Button>
      </Row>
      {mondayParts.map((part) => {
        const rows = sheet.rows.filter((row) => row.part === part)
        return rows.length === 0 ? null : (
          <section key={part} aria-label={mondayWords[part]}>
            <h2>
              {mondayWords[part]} {rows.length}
            </h2>
            <ul>
              {rows.map((row) => (
                <MondayRowLine
                  key={row.pupilId}
                  row={row}
                  today={sheet.today}
                  isOpen={open === row.pupilId}
                  onOpen={() => setOpen(open === row.pupilId ? null : row.pupilId)}
                />
              ))}
            </ul>
          </section>
        )
      })}
      <Printed>
        <PaperView paper={paper()} />
      </Printed>
    </Stack>
  )
}
