import type { RouteObject } from 'react-router'

/** The casework screens, each fetched when it is first opened; every one of them is on the tablet already. */
export const caseworkRoutes: RouteObject[] = [
  {
    path: 'monday',
    lazy: async () => ({ Component: (await import('./monday/monday-page.tsx')).MondayPage }),
  },
  {
    path: 'today',
    lazy: async () => ({ Component: (await import('./today/today-page.tsx')).TodayPage }),
  },
  {
    path: 'caseload',
    lazy: async () => ({ Component: (await import('./caseload/caseload-page.tsx')).CaseloadPage }),
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./caseload/choose-pupil.tsx')).ChoosePupil }) },
      { path: ':pupilId', lazy: async () => ({ Component: (await import('./absence-case/case-page.tsx')).CasePage }) },
      {
        path: ':pupilId/log-call',
        lazy: async () => ({ Component: (await import('./log-call/log-call-page.tsx')).LogCallPage }),
      },
      {
        path: ':pupilId/register',
        lazy: async () => ({ Component: (await import('./register/register-page.tsx')).RegisterPage }),
      },
      {
        path: ':pupilId/register/decide',
        lazy: async () => ({ Component: (await import('./register/decide-page.tsx')).DecidePage }),
      },
      {
        path: ':pupilId/penalty-notices/new',
        lazy: async () => ({ Component: (await import('./penalty-notices/record-notice-page.tsx')).RecordNoticePage }),
      },
      {
        path: ':pupilId/penalty-notices/:noticeId',
        lazy: async () => ({ Component: (await import('./penalty-notices/notice-page.tsx')).NoticePage }),
      },
      {
        path: ':pupilId/chronology',
        lazy: async () => ({ Component: (await import('./chronology/chronology-page.tsx')).ChronologyPage }),
      },
      {
        path: ':pupilId/write',
        lazy: async () => ({ Component: (await import('./write-to-family/write-page.tsx')).WritePage }),
      },
      {
        path: ':pupilId/barriers/new',
        lazy: async () => ({ Component: (await import('./barriers/add-barrier-page.tsx')).AddBarrierPage }),
      },
      {
        path: ':pupilId/barriers/:barrierId',
        lazy: async () => ({ Component: (await import('./barriers/change-barrier-page.tsx')).ChangeBarrierPage }),
      },
      {
        path: ':pupilId/child-voice/new',
        lazy: async () => ({ Component: (await import('./child-voice/hear-child-page.tsx')).HearChildPage }),
      },
      {
        path: ':pupilId/barriers/:barrierId/view',
        lazy: async () => ({ Component: (await import('./barriers/view-barrier-page.tsx')).ViewBarrierPage }),
      },
      {
        path: ':pupilId/support/new',
        lazy: async () => ({ Component: (await import('./support/offer-support-page.tsx')).OfferSupportPage }),
      },
      {
        path: ':pupilId/support/:offerId',
        lazy: async () => ({ Component: (await import('./support/support-page.tsx')).SupportPage }),
      },
      {
        path: ':pupilId/agencies/new',
        lazy: async () => ({ Component: (await import('./agencies/add-agency-page.tsx')).AddAgencyPage }),
      },
      {
        path: ':pupilId/agencies/:agencyId',
        lazy: async () => ({ Component: (await import('./agencies/change-agency-page.tsx')).ChangeAgencyPage }),
      },
      {
        path: ':pupilId/plans/new',
        lazy: async () => ({ Component: (await import('./plans/make-plan-page.tsx')).MakePlanPage }),
      },
      {
        path: ':pupilId/plans/:planId',
        lazy: async () => ({ Component: (await import('./plans/plan-page.tsx')).PlanPage }),
      },
      {
        path: ':pupilId/plans/:planId/review',
        lazy: async () => ({ Component: (await import('./plans/review-plan-page.tsx')).ReviewPlanPage }),
      },
      {
        path: ':pupilId/meetings/new',
        lazy: async () => ({ Component: (await import('./meetings/record-meeting-page.tsx')).RecordMeetingPage }),
      },
      {
        path: ':pupilId/case/hand-over',
        lazy: async () => ({ Component: (await import('./handover/hand-over-case-page.tsx')).HandOverCasePage }),
      },
      {
        path: ':pupilId/case/handover/:handoverId',
        lazy: async () => ({ Component: (await import('./handover/answer-handover-page.tsx')).AnswerHandoverPage }),
      },
      {
        path: ':pupilId/promises/new',
        lazy: async () => ({ Component: (await import('./promises/make-promise-page.tsx')).MakePromisePage }),
      },
      {
        path: ':pupilId/promises/:promiseId',
        lazy: async () => ({ Component: (await import('./promises/settle-promise-page.tsx')).SettlePromisePage }),
      },
      {
        path: ':pupilId/court-orders/new',
        lazy: async () => ({
          Component: (await import('./court-orders/record-court-order-page.tsx')).RecordCourtOrderPage,
        }),
      },
      {
        path: ':pupilId/court-orders/:orderId',
        lazy: async () => ({ Component: (await import('./court-orders/court-order-page.tsx')).CourtOrderPage }),
      },
      {
        path: ':pupilId/risk-flags/new',
        lazy: async () => ({ Component: (await import('./risk-flags/raise-risk-flag-page.tsx')).RaiseRiskFlagPage }),
      },
      {
        path: ':pupilId/risk-flags/:flagId',
        lazy: async () => ({ Component: (await import('./risk-flags/review-risk-flag-page.tsx')).ReviewRiskFlagPage }),
      },
      {
        path: ':pupilId/parents/:parentId/safe-contact',
        lazy: async () => ({ Component: (await import('./safe-contact/safe-contact-page.tsx')).SafeContactPage }),
      },
      {
        path: ':pupilId/notes/:noteId/amend',
        lazy: async () => ({ Component: (await import('./amend-note/amend-note-page.tsx')).AmendNotePage }),
      },
      {
        path: ':pupilId/notes/:noteId/finish',
        lazy: async () => ({ Component: (await import('./amend-note/finish-note-page.tsx')).FinishNotePage }),
      },
      {
        path: ':pupilId/tell',
        lazy: async () => ({ Component: (await import('./restricted/tell-page.tsx')).TellPage }),
      },
      {
        path: ':pupilId/notes/:noteId/tell',
        lazy: async () => ({ Component: (await import('./restricted/tell-page.tsx')).TellPage }),
      },
      {
        path: ':pupilId/clashes/:clashId',
        lazy: async () => ({ Component: (await import('./clashes/clash-page.tsx')).ClashPage }),
      },
      {
        path: ':pupilId/open-case',
        lazy: async () => ({ Component: (await import('./open-case/open-case-page.tsx')).OpenCasePage }),
      },
      {
        path: ':pupilId/case',
        lazy: async () => ({ Component: (await import('./case-status/case-status-page.tsx')).CaseStatusPage }),
      },
      {
        path: ':pupilId/case/stage',
        lazy: async () => ({ Component: (await import('./case-status/move-stage-page.tsx')).MoveStagePage }),
      },
      {
        path: ':pupilId/case/owner',
        lazy: async () => ({ Component: (await import('./case-status/hand-on-page.tsx')).HandOnPage }),
      },
      {
        path: ':pupilId/case/review',
        lazy: async () => ({ Component: (await import('./case-status/review-date-page.tsx')).ReviewDatePage }),
      },
      {
        path: ':pupilId/case/reasons',
        lazy: async () => ({ Component: (await import('./case-status/reasons-page.tsx')).ReasonsPage }),
      },
      {
        path: ':pupilId/case/close',
        lazy: async () => ({ Component: (await import('./case-status/close-case-page.tsx')).CloseCasePage }),
      },
      {
        path: ':pupilId/case/reopen',
        lazy: async () => ({ Component: (await import('./case-status/reopen-case-page.tsx')).ReopenCasePage }),
      },
    ],
  },
  {
    path: 'hand-over',
    lazy: async () => ({ Component: (await import('./handover/hand-over-page.tsx')).HandOverPage }),
  },
]

/**
 * Screens that fill the glass, to be hung outside the frame: at a door there must be no list of other families beside the
 * form, and no place to wander off to.
 */
export const doorstepRoutes: RouteObject[] = [
  {
    path: 'caseload/:pupilId/log-home-visit',
    lazy: async () => ({ Component: (await import('./log-home-visit/log-home-visit-page.tsx')).LogHomeVisitPage }),
  },
]
