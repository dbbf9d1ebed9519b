import { sayForbids } from '#client/casework/say-orders.ts'
import { Banner } from '#client/ui/banner.tsx'
import type { CourtOrder } from '#domain/records/court-order.ts'
import type { Parent } from '#domain/records/parent.ts'
import { asksForTwo, riskAboutWords, riskSeverityWords, type RiskFlag } from '#domain/records/risk-flag.ts'

/** The open risk flags of a household, above everything else of a visit. */
export const FlagBanners = ({ flags }: { flags: readonly RiskFlag[] }) => (
  <>
    {flags.map((flag) => (
      <Banner
        key={flag.id}
        tone={asksForTwo(flag) ? 'danger' : 'due'}
        title={`${riskSeverityWords[flag.severity]}: ${riskAboutWords[flag.about].toLowerCase()}`}
      >
        {flag.evidence}
      </Banner>
    ))}
  </>
)

/** Court orders about the children of a household: whoever goes to the door reads them with the warnings. */
export const OrderBanners = ({ orders, parents }: { orders: readonly CourtOrder[]; parents: readonly Parent[] }) => (
  <>
    {orders.map((order) => (
      <Banner key={order.id} tone="danger" title={`Court order: ${sayForbids(order, parents)}`}>
        {order.says}
      </Banner>
    ))}
  </>
)
