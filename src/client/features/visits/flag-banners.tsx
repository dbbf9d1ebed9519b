import { Banner } from '#client/ui/banner.tsx'
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
