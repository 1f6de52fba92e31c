import { KeepAlive as KeepAlive_c16afa37a941b3fac4d71a1cc8e05d51 } from '../../../../src/views/shared/KeepAlive'
import { OrderWizardView as OrderWizardView_7efb0fa7b008098b5e3ce6ff15c372f5 } from '../../../../src/views/wizard/OrderWizardView'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/src/views/shared/KeepAlive#KeepAlive": KeepAlive_c16afa37a941b3fac4d71a1cc8e05d51,
  "/src/views/wizard/OrderWizardView#OrderWizardView": OrderWizardView_7efb0fa7b008098b5e3ce6ff15c372f5,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
