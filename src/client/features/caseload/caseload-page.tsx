import { Outlet, useMatch } from 'react-router'
import { useIsNarrow } from '#client/casework/use-is-narrow.ts'
import { ListDetail } from '#client/ui/list-detail.tsx'
import { CaseloadList } from './caseload-list.tsx'

/** My caseload beside the pupil that was chosen; one of the two on a narrow screen. The list stays drawn, with its place. */
export const CaseloadPage = () => {
  const pupilId = useMatch('/caseload/:pupilId/*')?.params.pupilId ?? null
  const isNarrow = useIsNarrow()
  return (
    <ListDetail
      listLabel="My caseload"
      detailLabel="Pupil"
      showing={pupilId === null ? 'list' : 'detail'}
      list={<CaseloadList current={pupilId} isOnScreen={pupilId === null || !isNarrow} />}
      detail={<Outlet />}
    />
  )
}
