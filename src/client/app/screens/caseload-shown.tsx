import { ArrowLeft, Lock, Phone, RefreshCw, TabletSmartphone, Users } from 'lucide-react'
import { useState } from 'react'
import { Banner } from '../../ui/banner.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip, Chips } from '../../ui/chip.tsx'
import { FrameAct } from '../../ui/frame-act.tsx'
import { Frame } from '../../ui/frame.tsx'
import { IdentityBar } from '../../ui/identity-bar.tsx'
import { ListDetail } from '../../ui/list-detail.tsx'
import { Due, ListRow } from '../../ui/list-row.tsx'
import { Mark } from '../../ui/mark.tsx'
import { NoticeLine } from '../../ui/notice-line.tsx'
import { Stack } from '../../ui/page.tsx'
import { Quote } from '../../ui/quote.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import { Tag, Tags } from '../../ui/tag.tsx'
import { Timeline, TimelineEntry } from '../../ui/timeline.tsx'
import styles from './screens.module.css'

/** The frame, a list beside what was chosen, and a timeline. All people are invented. */
export const CaseloadShown = () => {
  const [search, setSearch] = useState('')
  const [showing, setShowing] = useState<'list' | 'detail'>('list')
  return (
    <Frame
      mark={<Mark />}
      places={[
        { href: '/caseload', label: 'Caseload', icon: <Users aria-hidden />, isCurrent: true },
        {
          href: '/sync',
          label: '3 to send',
          icon: <RefreshCw aria-hidden />,
          isCurrent: false,
          isLast: true,
          needsYou: true,
        },
        { href: '/device', label: 'Device', icon: <TabletSmartphone aria-hidden />, isCurrent: false },
      ]}
      acts={
        <FrameAct
          label="Lock"
          icon={<Lock aria-hidden />}
          onPress={() => setShowing(showing === 'list' ? 'detail' : 'list')}
        />
      }
      line={<NoticeLine>No signal. Everything works; 3 entries are only on this tablet.</NoticeLine>}
    >
      <ListDetail
        showing={showing}
        listLabel="Caseload"
        detailLabel="Pupil"
        list={
          <>
            <header className={styles.head}>
              <h1>
                My caseload <span className={styles.count}>34</span>
              </h1>
              <SearchField
                label="Search your caseload"
                placeholder="Name, form, anything"
                value={search}
                onChange={setSearch}
              />
              <Chips label="Show only">
                <Chip isSelected onChange={() => {}}>
                  Year 9
                </Chip>
                <Chip count={6} isSelected={false} onChange={() => {}}>
                  Not seen
                </Chip>
                <Chip count={4} isSelected={false} onChange={() => {}}>
                  Promise due
                </Chip>
              </Chips>
            </header>
            <ListRow
              href="/caseload/1"
              isCurrent
              title="Ayesha Rahman"
              note="9K"
              tag={<Tag tone="severe">Severe</Tag>}
              why="Nobody has seen her for 12 school days"
              next={
                <>
                  <Due isLate>Promise late by 2 school days:</Due> bus pass
                </>
              }
            />
            <ListRow
              href="/caseload/2"
              title="Callum Price"
              note="9T"
              tag={<Tag tone="persistent">Persistent</Tag>}
              why="Worse: 6 sessions missed in a fortnight, all Mondays"
              next={<Due>Ring Dad today</Due>}
            />
            <ListRow
              href="/caseload/3"
              title="Eleni Markou"
              note="9K"
              tag={<Tag tone="at-risk">At risk</Tag>}
              why="3 more missed sessions make her persistently absent"
              next="Review Thu 26 Nov"
            />
            <ListRow
              href="/caseload/4"
              title="Jayden Okafor"
              note="9B"
              tag={<Tag tone="on-track">Better</Tag>}
              why="14 sessions gained since the breakfast club place"
              next="Tell him and his mum"
            />
          </>
        }
        detail={
          <>
            <IdentityBar
              title="Ayesha Rahman"
              detail="Year 9, 9K, Hollins School. Lives with Mum (Bengali, interpreter) and two brothers"
              back={
                <IconButton
                  label="Back to the caseload"
                  icon={<ArrowLeft aria-hidden />}
                  onPress={() => setShowing('list')}
                />
              }
              actions={
                <>
                  <Button icon={<Phone aria-hidden />}>Call</Button>
                  <Button kind="main">Log contact</Button>
                </>
              }
            />
            <div className={styles.alert}>
              <Banner tone="due" icon={<Users aria-hidden size={22} />}>
                Two people to visit. Dog at the address. Reviewed 3 Nov by S. Okoro.
              </Banner>
            </div>
            <div className={styles.split}>
              <Stack>
                <Card title="What keeps her away" aside="3 heard">
                  <p>
                    <strong>Her:</strong> “I get stared at in the changing rooms.”
                  </p>
                  <Tags>
                    <Tag>Peers, confirmed</Tag>
                    <Tag>Health, GP letter asked for</Tag>
                    <Tag tone="on-track">Changing room pass, offered 18 Nov</Tag>
                  </Tags>
                </Card>
              </Stack>
              <section>
                <h2>Timeline</h2>
                <Timeline label="Timeline">
                  <TimelineEntry tone="due" title="Promise to Mum: bus pass by Thu 19 Nov" foot="Owner S. Okoro">
                    <Due isLate>Late by 2 school days.</Due>
                  </TimelineEntry>
                  <TimelineEntry
                    title="Home visit, no answer"
                    when="Fri 20 Nov, 10:15"
                    foot={<StateChip state={{ kind: 'only-here' }} />}
                  >
                    Curtains moved upstairs. Card left in Bengali. Second failed visit in a row.
                  </TimelineEntry>
                  <TimelineEntry
                    title="Call with Mum"
                    when="Mon 16 Nov, 08:50"
                    foot={<StateChip state={{ kind: 'received', at: '16 Nov 08:52', reference: '7F3A' }} />}
                  >
                    <Quote>“She cries when I say get dressed.”</Quote>
                  </TimelineEntry>
                  <TimelineEntry
                    title="Meeting at school"
                    when="Thu 12 Nov"
                    foot={<StateChip state={{ kind: 'needs-you' }} />}
                  >
                    Ayesha, Mum, form tutor. Changing room pass agreed.
                  </TimelineEntry>
                </Timeline>
              </section>
            </div>
          </>
        }
      />
    </Frame>
  )
}
