import { BookmarkPlus, Trash2 } from 'lucide-react'
import { useSession } from '#client/app/session.tsx'
import { isKept } from '#client/casework/kept-record.ts'
import { readKept } from '#client/casework/read-file.ts'
import { identified, useSaving } from '#client/casework/use-saving.ts'
import type { DoorstepDatabase } from '#client/store/database.ts'
import { useLive } from '#client/store/live.ts'
import { Button } from '#client/ui/button.tsx'
import { Chip, Chips } from '#client/ui/chip.tsx'
import { keepView } from '#domain/mutations/keep-view.ts'
import { removeView } from '#domain/mutations/remove-view.ts'
import type { Actor } from '#domain/permissions/actor.ts'
import { ownFileOf } from '#domain/records/own-file.ts'
import type { SavedView } from '#domain/records/saved-view.ts'
import { nothingAsked, type Asked } from './filter-rows.ts'
import { sayView } from './say-view.ts'

/** What this person asks again and again, one tap each; what is asked now can be kept, and a kept one taken out. */
export const SavedViews = ({ now, onAsk }: { now: Asked; onAsk: (asked: Asked) => void }) => {
  const { db, actor } = useSession()
  const views = useLive(() => readViews(db, actor), [db, actor]) ?? []
  const { save, isSaving, notSaved } = useSaving()
  const chosen = views.find((view) => isSame(askedOf(view), now))
  const place = actor.memberships.find(({ leftOn }) => leftOn === null)
  const isAsked = !isSame(now, nothingAsked)
  if ((views.length === 0 && !isAsked) || place === undefined) return null
  const keep = () => {
    const savedViewId = crypto.randomUUID()
    const { search, yearGroup, filters, sort } = now
    const { organisationId } = place
    const said = { organisationId, personId: actor.personId, savedViewId, search: search.trim(), yearGroup, sort }
    void save(identified(crypto.randomUUID()), keepView, { ...said, filters: [...filters] })
  }
  const remove = ({ organisationId, personId, id }: SavedView) =>
    void save(identified(crypto.randomUUID()), removeView, { organisationId, personId, savedViewId: id })
  return (
    <Chips label="Saved views">
      {views.map((view) => (
        <Chip
          key={view.id}
          isSelected={view === chosen}
          onChange={(isOn) => onAsk(isOn ? askedOf(view) : nothingAsked)}
        >
          {sayView(askedOf(view))}
        </Chip>
      ))}
      {isAsked && chosen === undefined && (
        <Button kind="quiet" icon={<BookmarkPlus aria-hidden />} isDisabled={isSaving} onPress={keep}>
          Keep this view
        </Button>
      )}
      {chosen !== undefined && (
        <Button kind="quiet" icon={<Trash2 aria-hidden />} isDisabled={isSaving} onPress={() => remove(chosen)}>
          Remove this view
        </Button>
      )}
      {notSaved !== null && <output>{notSaved}</output>}
    </Chips>
  )
}

/** The views this person keeps, in every place of theirs, the oldest first. */
const readViews = async (db: DoorstepDatabase, actor: Actor): Promise<SavedView[]> => {
  const files = actor.memberships.map(({ organisationId }) => ownFileOf(organisationId, actor.personId))
  const rows = await db.records
    .where('[fileId+kind]')
    .anyOf(files.map((file) => [file, 'saved-view']))
    .toArray()
  return rows
    .flatMap((row) => {
      const kept = readKept(row)
      return kept !== null && isKept(kept, 'saved-view') && kept.record.removedAt === null ? [kept.record] : []
    })
    .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
}

const askedOf = ({ search, yearGroup, filters, sort }: SavedView): Asked => ({
  search,
  yearGroup,
  filters: new Set(filters),
  sort,
})

const isSame = (one: Asked, other: Asked): boolean =>
  one.search.trim() === other.search.trim() &&
  one.yearGroup === other.yearGroup &&
  one.sort === other.sort &&
  one.filters.size === other.filters.size &&
  [...one.filters].every((filter) => other.filters.has(filter))
