import { redirect } from 'next/navigation'
import type { AdminViewServerProps, PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { labelText } from '../../domain/label'
import type { ProductFamily } from '../../payload-types'
import { publishedFamilies } from '../../services/configuration/releases'
import { parametersOf, settingsOf, todayIn } from '../../services/settings'
import { PanelPage } from '../panel/PanelPage'
import { NotForRole } from '../shared/NotForRole'
import { OrderWizard, type DraftEntry, type FamilyCard, type OrderWizardProps } from './OrderWizard'
import { words } from './words'

/** `/admin/orders/new`: the five-step wizard, for those who may submit orders. */
export async function OrderWizardView({
  initPageResult,
  params,
  searchParams,
}: AdminViewServerProps) {
  const { req } = initPageResult
  if (!req.user) redirect('/admin/login?redirect=%2Fadmin%2Forders%2Fnew')
  return (
    <PanelPage {...{ initPageResult, params, searchParams }}>
      {may(req, 'orders.submit') ? (
        <OrderWizard {...await wizardProps(req, searchParams?.draft)} />
      ) : (
        <NotForRole {...words.notForYou} />
      )}
    </PanelPage>
  )
}

async function wizardProps(
  req: PayloadRequest,
  draft: string | string[] | undefined,
): Promise<OrderWizardProps> {
  const [settings, headers, drafts, salesPeople] = await Promise.all([
    settingsOf(req),
    familyHeaders(req),
    draftsOf(req),
    salesPeopleOf(req),
  ])
  const releases = await publishedFamilies(
    req,
    headers.map(({ code }) => code),
  )
  return {
    world: {
      families: Object.fromEntries([...releases].map(([code, { content }]) => [code, content])),
      releases: Object.fromEntries([...releases].map(([code, { version }]) => [code, version])),
      parameters: parametersOf(settings),
      today: todayIn(settings.timeZone),
    },
    families: headers
      .map(({ code, name, state }): FamilyCard => {
        const content = releases.get(code)?.content
        return {
          code,
          name: content ? labelText(content.label) : name,
          description: content ? labelText(content.description) : '',
          isOpen: content !== undefined,
          isRetired: state === 'RETIRED',
        }
      })
      .sort((a, b) => Number(b.isOpen) - Number(a.isOpen)),
    drafts,
    draftId: typeof draft === 'string' ? draft : null,
    userId: String(req.user?.id ?? ''),
    currency: settings.currency,
    salesPeople,
  }
}

async function familyHeaders(
  req: PayloadRequest,
): Promise<Pick<ProductFamily, 'code' | 'name' | 'state'>[]> {
  const { docs } = await req.payload.find({
    collection: 'product-families',
    select: { code: true, name: true, state: true },
    sort: 'code',
    limit: 50,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return docs
}

async function draftsOf(req: PayloadRequest): Promise<DraftEntry[]> {
  const { docs } = await req.payload.find({
    collection: 'order-drafts',
    select: { title: true, step: true, updatedAt: true },
    sort: '-updatedAt',
    limit: 20,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return docs.map(({ id, title, step, updatedAt }) => ({ id: String(id), title, step, updatedAt }))
}

/** Names that stood on recent orders, to pick from. */
async function salesPeopleOf(req: PayloadRequest): Promise<string[]> {
  const { docs } = await req.payload.find({
    collection: 'orders',
    select: { salesPerson: true },
    sort: '-createdAt',
    limit: 100,
    depth: 0,
    joins: false,
    overrideAccess: false,
    req,
  })
  return [...new Set(docs.map(({ salesPerson }) => salesPerson))].sort()
}
