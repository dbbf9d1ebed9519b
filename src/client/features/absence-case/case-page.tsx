import { ArrowLeft, Ellipsis, House, Plus } from 'lucide-react'
import { ActionBar } from '#client/ui/action-bar.tsx'
import { Banner } from '#client/ui/banner.tsx'
import { LinkButton, TextLink } from '#client/ui/button.tsx'
import { IdentityBar } from '#client/ui/identity-bar.tsx'
import { MenuButton } from '#client/ui/menu.tsx'
import { Tag } from '#client/ui/tag.tsx'
import { OfferHousehold } from '#client/casework/offer-household.tsx'
import { sayField, whoClashed } from '#client/casework/clash-words.ts'
import { usePupilView, WithPupil } from '#client/casework/pupil-view.tsx'
import { useIsNarrow } from '#client/casework/use-is-narrow.ts'
import { AgenciesCard } from './agencies-card.tsx'
import { AttendanceLine } from './attendance-line.tsx'
import { BarriersCard } from './barriers-card.tsx'
import { CaseCard } from './case-card.tsx'
import styles from './case-page.module.css'
import { FamilyCard } from './family-card.tsx'
import { HandoverBanner } from './handover-banner.tsx'
import { identityOf } from './identity-of.ts'
import { NoAnswerCard } from './no-answer-card.tsx'
import { PlansCard } from './plans-card.tsx'
import { PromisesFirst } from './promises-first.tsx'
import { RestrictedCard } from './restricted-card.tsx'
import { SupportCard } from './support-card.tsx'
import { CaseTimeline } from './case-timeline.tsx'
import { VoiceCard } from './voice-card.tsx'

/** A pupil's case: who this is, what must be known first, what was promised, what keeps them away, what happened. */
export const CasePage = () => (
  <WithPupil>
    <PupilsCase />
  </WithPupil>
)

const PupilsCase = () => {
  const { file, schools, colleagues, mine, today, unread, may } = usePupilView()
  const isNarrow = useIsNarrow()
  const pupil = file.pupil.record
  const here = `/caseload/${pupil.id}`
  const identity = identityOf(file, schools.get(pupil.organisationId) ?? null, colleagues, mine, today)
  const openClashes = file.clashes.filter(({ record }) => record.settled === null)
  return (
    <article className={styles.case} aria-label={identity.called}>
      <div className={styles.scroll}>
        <IdentityBar
          title={identity.called}
          detail={
            <>
              {identity.line} <AttendanceLine />
            </>
          }
          tags={identity.legalName === null ? undefined : <Tag>Legal name {identity.legalName}</Tag>}
          back={
            <LinkButton href="/caseload" kind="quiet" icon={<ArrowLeft aria-hidden />}>
              Caseload
            </LinkButton>
          }
          actions={
            <>
              <MoreActs isNarrow={isNarrow} />
              {!isNarrow && <MainActs />}
            </>
          }
        />
        <div className={styles.alerts}>
          <OfferHousehold />
          <HandoverBanner />
          {identity.alerts.map((alert) => (
            <Banner
              key={alert.key}
              tone={alert.tone}
              {...(alert.href === null
                ? {}
                : {
                    action: (
                      <TextLink href={`${here}/${alert.href}`} label={`Read: ${alert.words}`}>
                        Read
                      </TextLink>
                    ),
                  })}
            >
              {alert.words}
            </Banner>
          ))}
          {openClashes.map(({ record }) => (
            <Banner
              key={record.id}
              tone="due"
              action={
                <TextLink href={`${here}/clashes/${record.id}`} label={`Choose: ${sayField(record)}`}>
                  Choose
                </TextLink>
              }
            >
              {whoClashed(record)} changed {sayField(record)}. Both versions are kept until someone chooses.
            </Banner>
          ))}
          {unread > 0 && (
            <Banner tone="notice">
              {unread === 1 ? 'One entry was' : `${unread} entries were`} written with a newer Doorstep. Update to read
              it here; nothing is lost.
            </Banner>
          )}
        </div>
        <div className={styles.body}>
          <div className={styles.column}>
            <PromisesFirst />
            <NoAnswerCard />
            <CaseCard />
            <VoiceCard />
            <BarriersCard />
            <SupportCard />
            <PlansCard />
            <FamilyCard />
            <AgenciesCard />
            <RestrictedCard />
          </div>
          <CaseTimeline />
        </div>
      </div>
      {isNarrow && (may('log-contact') || may('log-home-visit')) && (
        <ActionBar>
          <MainActs />
        </ActionBar>
      )}
    </article>
  )
}

/** What is done most: in the bar beside a list, at the thumb on a narrow screen. */
const MainActs = () => {
  const { file, may } = usePupilView()
  const here = `/caseload/${file.pupil.record.id}`
  return (
    <>
      {may('log-home-visit') && (
        <LinkButton href={`${here}/log-home-visit`} icon={<House aria-hidden />}>
          Log visit
        </LinkButton>
      )}
      {may('log-contact') && (
        <LinkButton href={`${here}/log-call`} kind="main" icon={<Plus aria-hidden />}>
          Log contact
        </LinkButton>
      )}
    </>
  )
}

const MoreActs = ({ isNarrow }: { isNarrow: boolean }) => {
  const { file, may } = usePupilView()
  const here = `/caseload/${file.pupil.record.id}`
  const entries = [
    { id: 'register', label: 'Register', href: `${here}/register` },
    ...(may('log-contact')
      ? [
          { id: 'good-news', label: 'Log good news', href: `${here}/log-call?good-news` },
          { id: 'write', label: 'Write to the family', href: `${here}/write` },
        ]
      : []),
    ...(may('log-home-visit') ? [{ id: 'plan-visit', label: 'Plan a visit', href: `${here}/plan-visit` }] : []),
    ...(may('record-meeting') ? [{ id: 'meeting', label: 'Record a meeting', href: `${here}/meetings/new` }] : []),
    ...(may('hear-child')
      ? [{ id: 'voice', label: 'Write what the child says', href: `${here}/child-voice/new` }]
      : []),
    ...(may('offer-support') ? [{ id: 'support', label: 'Offer support', href: `${here}/support/new` }] : []),
    ...(may('add-barrier') ? [{ id: 'barrier', label: 'Add a barrier', href: `${here}/barriers/new` }] : []),
    ...(may('make-promise') ? [{ id: 'promise', label: 'Make a promise', href: `${here}/promises/new` }] : []),
    ...(may('record-court-order')
      ? [{ id: 'court-order', label: 'Write down a court order', href: `${here}/court-orders/new` }]
      : []),
    ...(may('raise-risk-flag') ? [{ id: 'flag', label: 'Warn about a visit', href: `${here}/risk-flags/new` }] : []),
    ...(may('tell-safeguarding-lead')
      ? [{ id: 'tell', label: 'Tell the safeguarding lead', href: `${here}/tell` }]
      : []),
    ...(may('share-paper') ? [{ id: 'chronology', label: 'Chronology', href: `${here}/chronology` }] : []),
    ...(file.openCase === null ? [] : [{ id: 'status', label: 'Change the case', href: `${here}/case` }]),
  ]
  return <MenuButton label="More" entries={entries} {...(isNarrow ? { icon: <Ellipsis aria-hidden /> } : {})} />
}
