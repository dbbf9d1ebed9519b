import { useState, type ReactNode } from 'react'
import { rescueText } from '#client/store/rescue.ts'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Quiet, Row } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { dayOf, machineClock } from '#domain/time/instant.ts'
import { sayInstant } from '../casework/day-words.ts'
import { Door } from './door.tsx'
import type { TabletState } from './tablet.ts'
import { TakeWordsAlong } from './take-words-along.tsx'
import { wordsOnScreen } from './words-on-screen.ts'

type Problem = Exclude<TabletState, { kind: 'open' | 'locked' }>

const loadAgain = <Button onPress={() => location.reload()}>Load again</Button>

/** What stands in the way of opening this tablet, in plain words, with the one thing to do about it. */
export const ProblemScreen = ({ problem }: { problem: Problem }): ReactNode => {
  switch (problem.kind) {
    case 'starting':
      return (
        <Door title="One moment">
          <Skeleton rows={2} label="Starting" />
        </Door>
      )
    case 'no-storage':
      return (
        <Door title="This window keeps nothing">
          <p>
            Doorstep keeps its records sealed in the browser’s storage, and this window has none. Private windows and
            guest sessions are like that.
          </p>
          <p>Open Doorstep in an ordinary window, or from the icon on the home screen.</p>
          <Row>{loadAgain}</Row>
        </Door>
      )
    case 'blocked':
      return (
        <Door title="Close Doorstep in the other tab">
          <p>
            Doorstep is open in another tab or window with an older version. Close that one; this one goes on by itself.
          </p>
          <Quiet>Look there first whether something is half-written.</Quiet>
        </Door>
      )
    case 'newer-app':
      return (
        <Door title="A newer Doorstep was used here">
          <p>This tablet’s records were opened by a newer version than the one in this tab.</p>
          <p>Close Doorstep in every tab, then open it again with signal. Everything on the tablet is kept.</p>
          <Row>{loadAgain}</Row>
        </Door>
      )
    case 'replaced':
      return (
        <Door title={problem.isCleared ? 'This tablet’s storage was cleared' : 'Doorstep moved on in another tab'}>
          <Replaced isCleared={problem.isCleared} />
          <Row>{loadAgain}</Row>
        </Door>
      )
    case 'unreadable':
      return (
        <Door title="This tablet’s records cannot be opened">
          <p>The browser did not give them back, or they do not open with the key. Nothing was deleted.</p>
          <p>
            Close Doorstep everywhere and open it again. If that does not help, tell whoever looks after Doorstep before
            anything else is tried.
          </p>
          <Row>{loadAgain}</Row>
        </Door>
      )
    case 'unfinished':
      return (
        <Door title="Sign in once more">
          <p>Setting up this tablet was cut short. Sign in with signal, then unlock it again; that finishes it.</p>
          <Row>
            <LinkButton kind="main" href="/sign-in">
              Sign in
            </LinkButton>
          </Row>
        </Door>
      )
    case 'lost':
      return <Lost problem={problem} />
  }
}

/** The database went from under an open form: whether the draft was kept first is not known here, so the words are handed over. */
const Replaced = ({ isCleared }: { isCleared: boolean }) => {
  const [words] = useState(wordsOnScreen)
  const [at] = useState(machineClock)
  return (
    <>
      <p>
        {isCleared
          ? 'This browser’s storage was cleared while Doorstep was open.'
          : 'A newer version took over this tablet’s records. Nothing that was saved is lost.'}
      </p>
      {words.length > 0 && (
        <>
          <p>
            {isCleared
              ? 'What you were writing is kept nowhere else. Take a copy.'
              : 'What you were writing may be kept as a draft. Take a copy to be sure.'}
          </p>
          <TakeWordsAlong
            label="What you were writing"
            copies="Copy the words"
            text={rescueText({ title: 'From Doorstep', fields: words, at, fault: isCleared ? 'lost' : 'newer-app' })}
          />
        </>
      )}
    </>
  )
}

/** Work that was here is gone: said plainly, before anything else, and only to the person who unlocked. */
const Lost = ({ problem }: { problem: Extract<Problem, { kind: 'lost' }> }) => {
  const { incident, goOn } = problem
  const missing = incident.made - incident.found
  return (
    <Door title="This browser threw work away">
      <p>
        {incident.kind === 'truncated'
          ? `Some of what was stored on this tablet is missing, noticed ${sayInstant(incident.noticedAt, dayOf(machineClock()))}.`
          : `Everything that was stored on this tablet was cleared, noticed ${sayInstant(incident.noticedAt, dayOf(machineClock()))}.`}
      </p>
      {missing > 0 && (
        <p>
          <strong>{missing === 1 ? 'One entry is' : `${missing} entries are`} missing here.</strong>{' '}
          {missing === 1
            ? 'If the office had received it, it is safe there and comes back by itself. If it was only on this tablet, it is gone.'
            : 'Those that the office had received are safe there and come back by themselves. Any that were only on this tablet are gone.'}
        </p>
      )}
      {incident.kind !== 'truncated' && <p>Drafts that stood here are gone too.</p>}
      <p>Go on, look at your last entries, and write again what is not there. The office is told that this happened.</p>
      <Row>
        <Button kind="main" onPress={goOn}>
          I have read this. Go on
        </Button>
      </Row>
      <Quiet>
        It happens when a browser is short of room, or when its data is cleared. Installing Doorstep on the home screen
        makes it rarer.
      </Quiet>
    </Door>
  )
}
