import { useState } from 'react'
import { ArrowLeft, ClipboardCheck, Copy, FileDown, Printer } from 'lucide-react'
import { copyText, handOutFile } from '#client/app/hand-over.ts'
import { useSession } from '#client/app/session.tsx'
import { readColleagues } from '#client/casework/read-file.ts'
import { OnceAllIsHere, StillToCome } from '#client/casework/still-to-come.tsx'
import { makePdf } from '#client/papers/make-pdf.ts'
import { PaperView } from '#client/papers/paper-view.tsx'
import { useLive } from '#client/store/live.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { EmptyState } from '#client/ui/empty-state.tsx'
import { Page, Quiet, Row, Stack } from '#client/ui/page.tsx'
import { Printed } from '#client/ui/printed.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useToast } from '#client/ui/toast.tsx'
import styles from './morning.module.css'
import { proposalsOf, textOf, type Proposal } from './proposals-of.ts'
import { proposalsPaper } from './proposals-paper.ts'
import { useMorning } from './use-morning.ts'

/** What is proposed for the register, for the office to read, print or copy. Doorstep never edits a register. */
export const ForTheRegisterPage = () => {
  const { db, actor } = useSession()
  const morning = useMorning()
  const colleagues = useLive(() => readColleagues(db), [db])
  return (
    <Page
      title="Proposed for the register"
      detail="From what families said. The school’s own system holds the register; whoever keeps it decides."
      back={
        <LinkButton href="/morning" kind="quiet" icon={<ArrowLeft aria-hidden />}>
          Morning absence
        </LinkButton>
      }
    >
      {morning === undefined || colleagues === undefined ? (
        <Skeleton rows={5} label="Reading what was said" />
      ) : (
        <>
          <StillToCome missing="reasons that were given" />
          <Proposals proposals={proposalsOf(morning, colleagues, actor.personId)} />
        </>
      )}
    </Page>
  )
}

const Proposals = ({ proposals }: { proposals: readonly Proposal[] }) => {
  const { account, clock } = useSession()
  const [isMaking, setMaking] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const say = useToast()
  const paper = () => proposalsPaper(proposals, { madeBy: account.name, madeAt: clock() })
  const handOut = async () => {
    setMaking(true)
    const made = await makePdf(paper(), clock())
    setMaking(false)
    setFailed(made === null)
    if (made !== null) await handOutFile(new File([made.bytes], 'for-the-register.pdf', { type: 'application/pdf' }))
  }
  const copy = async () =>
    say({ message: (await copyText(textOf(proposals))) ? 'Copied.' : 'This browser does not allow copying.' })
  if (proposals.length === 0) {
    return (
      <OnceAllIsHere>
        <EmptyState icon={<ClipboardCheck />} title="Nothing is proposed yet">
          <p>Once a family gives a reason for a session that is N or has no mark, the code it would be stands here.</p>
        </EmptyState>
      </OnceAllIsHere>
    )
  }
  return (
    <Stack gap="wide">
      {hasFailed && <Banner tone="danger">The PDF could not be made on this tablet. Printing still works.</Banner>}
      <Row>
        <Button icon={<Copy aria-hidden />} onPress={() => void copy()}>
          Copy as text
        </Button>
        <Button icon={<Printer aria-hidden />} onPress={() => window.print()}>
          Print
        </Button>
        <Button icon={<FileDown aria-hidden />} isPending={isMaking} onPress={() => void handOut()}>
          Hand out as PDF
        </Button>
      </Row>
      <Card isList>
        <ul>
          {proposals.map(({ key, child, session, code, meaning, said }) => (
            <li key={key} className={styles.proposal}>
              <strong>{child}</strong>
              <span>
                {session}: <b className={styles.code}>{code}</b> {meaning}
              </span>
              <span className={styles.quiet}>{said}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Quiet>A line goes once the marks that come in say something else. Until then nothing is dropped.</Quiet>
      <Printed>
        <PaperView paper={paper()} />
      </Printed>
    </Stack>
  )
}
