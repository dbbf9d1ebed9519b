import type { ReactNode } from 'react'
import { z } from 'zod'
import { officeFor } from '#client/app/office.ts'
import { useSession } from '#client/app/session.tsx'
import { sayInstant } from '#client/casework/day-words.ts'
import { Banner } from '#client/ui/banner.tsx'
import { Card } from '#client/ui/card.tsx'
import { Facts } from '#client/ui/facts.tsx'
import { Quiet } from '#client/ui/page.tsx'
import { Tag, type TagTone } from '#client/ui/tag.tsx'
import { dayOf, Instant, millisecondsBetween } from '#domain/time/instant.ts'

/** What the office says of its own settings; never what they are set to. */
const Settings = z.object({
  mail: z.enum(['ready', 'failing', 'not-set-up']),
  notifications: z.boolean(),
  demo: z.boolean(),
  backup: z.object({ by: z.enum(['doorstep', 'own-database']), lastAt: Instant.nullable() }),
})
export type Settings = z.infer<typeof Settings>
const Answer = z.object({ office: Settings.nullable() })

/** Asks the office how its own settings stand; null for who looks after nobody, and while it does not answer. */
export const askSettings = async (deviceId: string): Promise<Settings | null> => {
  const answer = await officeFor({ deviceId }).get('/api/office', Answer)
  return answer.kind === 'ok' ? answer.body.office : null
}

/** Before everything else on the page: that an alarm may not be heard. Nothing where it is. */
export const OfficeWarning = ({ mail, notifications }: Settings) => {
  if (mail === 'ready') return null
  return (
    <Banner
      tone="danger"
      title={
        notifications
          ? 'With Doorstep closed, some may not hear of an alarm'
          : 'With Doorstep closed, nobody hears of an alarm'
      }
    >
      When somebody alone on visits does not come back, it shows on tablets that have Doorstep open{' '}
      {notifications ? 'and on those whose owner switched notifications on' : 'and nowhere else'}:{' '}
      {mail === 'failing' ? 'the office’s e-mail is not getting through.' : 'this office sends no e-mail.'} Tell whoever
      runs the office.
    </Banner>
  )
}

/** What this office can and cannot do for lack of settings. */
export const OfficeCard = ({ mail, notifications, backup, demo }: Settings) => {
  const { clock } = useSession()
  const now = clock()
  return (
    <Card title="What this office can do" isList>
      <Facts
        facts={[
          { label: 'E-mail', value: <Standing {...mailWords[mail]} /> },
          { label: 'Notifications', value: <Standing {...(notifications ? notifying : notNotifying)} /> },
          { label: 'Backup', value: <Standing {...sayBackup(backup, now)} /> },
          ...(demo
            ? [
                {
                  label: 'Real or invented',
                  value: (
                    <Standing tone="due" word="Demonstration">
                      Anybody may sign in with the passwords that are printed. Write about no real child here.
                    </Standing>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}

type StandingProps = { tone: TagTone; word: string; children: ReactNode }

const Standing = ({ tone, word, children }: StandingProps) => (
  <>
    <Tag tone={tone}>{word}</Tag>
    <Quiet>{children}</Quiet>
  </>
)

const mailWords: Record<Settings['mail'], StandingProps> = {
  ready: {
    tone: 'good',
    word: 'Sends',
    children:
      'Who is named to be told gets an alarm by e-mail, and everybody when the ways to sign in to their account change.',
  },
  failing: {
    tone: 'danger',
    word: 'Not getting through',
    children:
      'The mail server did not take the last messages. The office tries each again for about two days. Tell whoever runs it.',
  },
  'not-set-up': {
    tone: 'danger',
    word: 'Not set up',
    children:
      'Nobody is written to: not about an alarm, and not when the ways to sign in to an account change. Whoever runs the office names a mail server (SMTP_URL).',
  },
}

const notifying: StandingProps = {
  tone: 'good',
  word: 'Sends',
  children:
    'A tablet tells of an alarm while Doorstep is closed, once its owner has switched that on under This tablet. No name and no place goes with it.',
}

const notNotifying: StandingProps = {
  tone: 'due',
  word: 'Not set up',
  children:
    'No tablet tells of an alarm while Doorstep is closed. Whoever runs the office makes a pair of keys (VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY).',
}

/** A week: older than this, a backup no longer counts on a service that writes every day. Milliseconds. */
const OLD = 7 * 86_400_000

const sayBackup = ({ by, lastAt }: Settings['backup'], now: Instant): StandingProps => {
  if (by === 'own-database') {
    return {
      tone: 'plain',
      word: 'Made elsewhere',
      children: 'The database is your organisation’s own. Doorstep does not see its backups: ask whoever runs it.',
    }
  }
  if (lastAt === null) {
    return {
      tone: 'due',
      word: 'None yet',
      children:
        'If this machine breaks, what tablets have sent long ago is gone. Whoever runs the office makes one (npm run backup).',
    }
  }
  const isOld = millisecondsBetween(lastAt, now) > OLD
  return {
    tone: isOld ? 'due' : 'good',
    word: isOld ? 'More than a week old' : 'Made',
    children: `Last made ${sayInstant(lastAt, dayOf(now))}. It counts once it has been put back somewhere as a trial.`,
  }
}
