import { Outlet, useMatch } from 'react-router'
import { ListDetail } from '#client/ui/list-detail.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { MorningList } from './morning-list.tsx'
import { useMorning } from './use-morning.ts'

/** Morning absence: who is missing without a reason, in the order in which to ring, beside the child that was chosen. */
export const MorningPage = () => {
  const pupilId = useMatch('/morning/:pupilId')?.params.pupilId ?? null
  const morning = useMorning()
  return (
    <ListDetail
      listLabel="Morning absence"
      detailLabel="Child"
      showing={pupilId === null ? 'list' : 'detail'}
      list={<MorningList morning={morning} current={pupilId} />}
      detail={
        morning === undefined ? <Skeleton rows={4} label="Reading the registers" /> : <Outlet context={morning} />
      }
    />
  )
}
