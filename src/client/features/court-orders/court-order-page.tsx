import { useParams } from 'react-router'
import { z } from 'zod'
import { useGoOn } from '#client/app/go-on.tsx'
import { BackToCase } from '#client/casework/back-to-case.tsx'
import { problemOf } from '#client/casework/form-page.tsx'
import { NotInFile } from '#client/casework/not-in-file.tsx'
import { NotSaved } from '#client/casework/not-saved.tsx'
import { sayWho } from '#client/casework/people-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { sayForbids, sayHolds, saySeen } from '#client/casework/say-orders.ts'
import { useFormDraft, type FormDraft } from '#client/casework/use-form-draft.ts'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import { useSubmit, type Ready } from '#client/casework/use-submit.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Button } from '#client/ui/button.tsx'
import { Card } from '#client/ui/card.tsx'
import { ErrorSummary } from '#client/ui/error-summary.tsx'
import { Page, Quiet, Row } from '#client/ui/page.tsx'
import { Prose } from '#client/ui/quote.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { endCourtOrder } from '#domain/mutations/end-court-order.ts'
import { seeCourtOrder } from '#domain/mutations/see-court-order.ts'
import { isInForce, type CourtOrder } from '#domain/records/court-order.ts'
import { sayDay } from '#domain/time/day-words.ts'

/** A court order: whom it binds, what it forbids, who has seen it; where that may be said, that one has, and that it has ended. */
export const CourtOrderPage = () => (
  <WithPupil>
    <FindOrder />
  </WithPupil>
)

const FindOrder = () => {
  const { orderId } = useParams()
  const { file, may } = usePupilView()
  const order = file.courtOrders.find(({ record }) => record.id === orderId)?.record
  if (order === undefined) return <NotInFile />
  return (
    <Page title="Court order" back={<BackToCase />}>
      <WhatItSays order={order} />
      {isInForce(order) && may('see-court-order') && <Seen order={order} />}
      {isInForce(order) && may('end-court-order') && <End order={order} />}
    </Page>
  )
}

const WhatItSays = ({ order }: { order: CourtOrder }) => {
  const { file, today, colleagues, mine } = usePupilView()
  return (
    <>
      {order.ended !== null && (
        <Banner tone="notice">
          Ended {sayDay(order.ended.on, today)}, said by {sayWho(colleagues, order.ended.by, mine)}. {order.ended.why}
        </Banner>
      )}
      <Card
        title={sayForbids(
          order,
          file.parents.map(({ record }) => record),
        )}
      >
        <Prose>{order.says}</Prose>
        <Quiet>{sayHolds(order, today)}.</Quiet>
        <Quiet>{saySeen(order, colleagues, mine, today)}.</Quiet>
        <Quiet>Written down by {sayWho(colleagues, order.by, mine)}.</Quiet>
      </Card>
    </>
  )
}

const Seen = ({ order: { pupilId, id: orderId, seen } }: { order: CourtOrder }) => {
  const { today, mine } = usePupilView()
  const { save, isSaving, notSaved } = useSaving()
  const say = useToast()
  if (seen.some(({ by, on }) => by === mine && on === today)) return null
  const onSeen = async () => {
    if (await save(identified(crypto.randomUUID()), seeCourtOrder, { pupilId, orderId, on: today }))
      say({ message: 'Saved on this tablet: you have seen the order.' })
  }
  return (
    <>
      {notSaved !== null && <NotSaved why={notSaved} words="" />}
      <Row>
        <Button isPending={isSaving} onPress={() => void onSeen()}>
          I have seen the order itself
        </Button>
      </Row>
    </>
  )
}

const EndForm = z.object({ why: z.string() })

const End = ({ order }: { order: CourtOrder }) => {
  const draft = useFormDraft(`end-court-order/${order.id}`, order.pupilId, EndForm, () => ({ why: '' }))
  return draft === null ? null : <EndFields draft={draft} order={order} />
}

const EndFields = ({ draft, order }: { draft: FormDraft<z.infer<typeof EndForm>>; order: CourtOrder }) => {
  const { today } = usePupilView()
  const { why } = draft.values
  const { submit, problems, attempt, isSaving, notSaved } = useSubmit(draft)
  const goOn = useGoOn()
  const say = useToast()
  const { pupilId, id: orderId } = order
  const onEnd = async () => {
    const ready: Ready<z.input<typeof endCourtOrder.args>> =
      why.trim() === ''
        ? { ok: false, problems: [{ fieldId: 'why', message: 'Write how you know that it has ended.' }] }
        : { ok: true, args: { pupilId, orderId, on: today, why } }
    if (!(await submit(endCourtOrder, ready))) return
    say({ message: 'Court order ended, saved on this tablet.' })
    await goOn(`/caseload/${pupilId}`)
  }
  return (
    <Card title="It does not hold any more">
      <ErrorSummary problems={problems} attempt={attempt} />
      {notSaved !== null && <NotSaved why={notSaved} words={why} />}
      <TextArea
        id="why"
        label="How you know"
        hint="The order stays in the file. If you are not sure, leave it standing and ask."
        rows={2}
        value={why}
        onChange={(typed) => draft.change({ why: typed })}
        error={problemOf(problems, 'why')}
      />
      <div>
        <Button kind="danger" isPending={isSaving} onPress={() => void onEnd()}>
          End the order
        </Button>
      </div>
    </Card>
  )
}
