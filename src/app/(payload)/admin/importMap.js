import { StaleRecord as StaleRecord_a8c169cb2c4060b54c5e524c4995dce3 } from '../../../../src/views/stale/StaleRecord'
import { CustomerCell as CustomerCell_d5a49200dbcae602461e970bf41a3780 } from '../../../../src/views/panel/cells'
import { DateCell as DateCell_d5a49200dbcae602461e970bf41a3780 } from '../../../../src/views/panel/cells'
import { ChangeReasonField as ChangeReasonField_415b1383eea4a2ccde3e75f96bd120c3 } from '../../../../src/views/orders/ChangeReason'
import { PriorityCell as PriorityCell_d5a49200dbcae602461e970bf41a3780 } from '../../../../src/views/panel/cells'
import { StatusCell as StatusCell_d5a49200dbcae602461e970bf41a3780 } from '../../../../src/views/panel/cells'
import { StatusField as StatusField_2ad081ae11720f2d5f547cec23dbf5ca } from '../../../../src/views/panel/formFields'
import { StageCell as StageCell_d5a49200dbcae602461e970bf41a3780 } from '../../../../src/views/panel/cells'
import { StageField as StageField_2ad081ae11720f2d5f547cec23dbf5ca } from '../../../../src/views/panel/formFields'
import { OrderCostField as OrderCostField_2ad081ae11720f2d5f547cec23dbf5ca } from '../../../../src/views/panel/formFields'
import { BuildsCell as BuildsCell_8c5074329018fb1962f31661f9c690bd } from '../../../../src/views/orders/cells'
import { OrderFilters as OrderFilters_c172ace9c16e73ff8303593141fb7ff7 } from '../../../../src/views/orders/OrderFilters'
import { OrderView as OrderView_877d44b566c43f8b408d525c6e41b853 } from '../../../../src/views/orders/OrderView'
import { OrderMaterialView as OrderMaterialView_591aad1a2e7978c1e300a79ae91d1a35 } from '../../../../src/views/orders/OrderMaterialView'
import { DefaultEditView as DefaultEditView_3817bf644402e67bfe6577f60ef982de } from '@payloadcms/ui'
import { RecordHistoryView as RecordHistoryView_b8ac12928233b4bd4dd402afc11fdeca } from '../../../../src/views/history/RecordHistoryView'
import { BuildFilters as BuildFilters_08f29d4b4703d765fb4376faf7c75f76 } from '../../../../src/views/builds/BuildFilters'
import { BuildView as BuildView_24b11df0738f47157469a7943d4f851b } from '../../../../src/views/builds/BuildView'
import { BuildBomView as BuildBomView_6420ac426303dc88e40f78c384017231 } from '../../../../src/views/builds/BuildBomView'
import { BuildTasksView as BuildTasksView_2434b13c7442bc674b0d385a78754f94 } from '../../../../src/views/production/BuildTasksView'
import { BuildFormsView as BuildFormsView_9f6477aa2ed1b7cdc80eeac4c6fcd188 } from '../../../../src/views/quality/BuildFormsView'
import { RecordView as RecordView_c80a21378d560ac791b7e5e8c43205ed } from '../../../../src/views/quality/RecordView'
import { BuildHistoryView as BuildHistoryView_5a0679b0db5669f1e395fb9f07445cf1 } from '../../../../src/views/builds/BuildHistoryView'
import { ConfigureView as ConfigureView_eb896b18ff4982115269f73465b28505 } from '../../../../src/views/builds/ConfigureView'
import { DraftInWizard as DraftInWizard_a072937e72ed70e1fbe3f797a75a076d } from '../../../../src/views/wizard/DraftInWizard'
import { RoleCell as RoleCell_f52f32f7bdf2ddc087fc82a2ea9289b8 } from '../../../../src/views/history/cells'
import { RoleField as RoleField_2ad081ae11720f2d5f547cec23dbf5ca } from '../../../../src/views/panel/formFields'
import { MomentCell as MomentCell_f52f32f7bdf2ddc087fc82a2ea9289b8 } from '../../../../src/views/history/cells'
import { BomStateCell as BomStateCell_d5a49200dbcae602461e970bf41a3780 } from '../../../../src/views/panel/cells'
import { UnresolvedCell as UnresolvedCell_d5a49200dbcae602461e970bf41a3780 } from '../../../../src/views/panel/cells'
import { BomFilters as BomFilters_9a8186fe95451587310f608481b6e167 } from '../../../../src/views/boms/BomFilters'
import { BomView as BomView_4a84119a2b4e6660198195ac37e05e3f } from '../../../../src/views/boms/BomView'
import { AskedNumberField as AskedNumberField_20452efa1964cf35289ac4a65ecda4e7 } from '../../../../src/views/catalogue/ItemNumberField'
import { SubstituteNumberField as SubstituteNumberField_20452efa1964cf35289ac4a65ecda4e7 } from '../../../../src/views/catalogue/ItemNumberField'
import { ScopeCell as ScopeCell_d5a49200dbcae602461e970bf41a3780 } from '../../../../src/views/panel/cells'
import { LastDayCell as LastDayCell_d5a49200dbcae602461e970bf41a3780 } from '../../../../src/views/panel/cells'
import { DayInput as DayInput_296952a3d4832ee9271835287764fd96 } from '../../../../src/views/panel/DayInput'
import { YesNoCell as YesNoCell_d5a49200dbcae602461e970bf41a3780 } from '../../../../src/views/panel/cells'
import { TaskView as TaskView_650e9ccac58308109914d4ca274d1de3 } from '../../../../src/views/production/TaskView'
import { RscEntryLexicalCell as RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { RscEntryLexicalField as RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { LexicalDiffComponent as LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { FixedToolbarFeatureClient as FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UploadFeatureClient as UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { OrderedListFeatureClient as OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnorderedListFeatureClient as UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnderlineFeatureClient as UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BoldFeatureClient as BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ItalicFeatureClient as ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HeadingFeatureClient as HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ParagraphFeatureClient as ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InstructionView as InstructionView_22df13c751284c06c2b20d278a95e782 } from '../../../../src/views/production/InstructionView'
import { FormStateCell as FormStateCell_6e69b74eaf99baab46b3e61aa6ffaf53 } from '../../../../src/views/quality/cells'
import { InspectionView as InspectionView_ef1703993517c3c03bcbca69d525980c } from '../../../../src/views/quality/InspectionView'
import { NonconformanceFilters as NonconformanceFilters_96e2dc13327155ac81a4ca3bf49a081f } from '../../../../src/views/quality/NonconformanceFilters'
import { NonconformanceView as NonconformanceView_582314a144ab36123be92dca83f075d5 } from '../../../../src/views/quality/NonconformanceView'
import { ResourceCell as ResourceCell_f52f32f7bdf2ddc087fc82a2ea9289b8 } from '../../../../src/views/history/cells'
import { ResourceField as ResourceField_2ad081ae11720f2d5f547cec23dbf5ca } from '../../../../src/views/panel/formFields'
import { MoneyField as MoneyField_2ad081ae11720f2d5f547cec23dbf5ca } from '../../../../src/views/panel/formFields'
import { ActiveCell as ActiveCell_7d92586b09b2ff409a24d3ef1a181211 } from '../../../../src/views/catalogue/cells'
import { CatalogueTables as CatalogueTables_b408ef5f71f64d5572fb2dd186c7f08e } from '../../../../src/views/imports/CatalogueTables'
import { CatalogueTools as CatalogueTools_18bf7812950eae05c35997c96d0082a9 } from '../../../../src/views/catalogue/CatalogueTools'
import { RetireControl as RetireControl_721c0921ba50dd82a72e44252a6c2428 } from '../../../../src/views/catalogue/RetireControl'
import { LabelLink as LabelLink_dcb5e1fba9384cc5846c76d2ffdf4595 } from '../../../../src/views/catalogue/LabelLink'
import { WhereUsedView as WhereUsedView_0890d757257c416b56374cae4d8c5c53 } from '../../../../src/views/catalogue/WhereUsedView'
import { StructureView as StructureView_467a5cf821c9a6957f1586c3dba730c9 } from '../../../../src/views/catalogue/StructureView'
import { ImportStateCell as ImportStateCell_9c11931a8596ef4235fc8bf6aa7fb679 } from '../../../../src/views/imports/cells'
import { ImportFilters as ImportFilters_34d6588a2c94c2a1212e9b39fdee6425 } from '../../../../src/views/imports/ImportFilters'
import { ImportView as ImportView_b109953d9b1c5a4c8439011a507e882f } from '../../../../src/views/imports/ImportView'
import { FamilyDraftField as FamilyDraftField_2ec7d07c05d0be83cf9eea9f2fe8ebf4 } from '../../../../src/views/editor/DraftField'
import { FamilyReleasesView as FamilyReleasesView_203fdd769fad4e11761d79821cf54874 } from '../../../../src/views/configuration/ReleasesView'
import { WorkflowDraftField as WorkflowDraftField_2ec7d07c05d0be83cf9eea9f2fe8ebf4 } from '../../../../src/views/editor/DraftField'
import { WorkflowReleasesView as WorkflowReleasesView_203fdd769fad4e11761d79821cf54874 } from '../../../../src/views/configuration/ReleasesView'
import { ContentField as ContentField_a416f8e97adf82bf6f255c10b273222e } from '../../../../src/views/configuration/ContentField'
import { ReleaseSignedField as ReleaseSignedField_b42251c8d7b29ea898285fd650aedbb3 } from '../../../../src/views/configuration/ReleaseSigned'
import { ActionCell as ActionCell_f52f32f7bdf2ddc087fc82a2ea9289b8 } from '../../../../src/views/history/cells'
import { RecordCell as RecordCell_f52f32f7bdf2ddc087fc82a2ea9289b8 } from '../../../../src/views/history/cells'
import { AuditFilters as AuditFilters_5352903257f0615980e00b152b04f20f } from '../../../../src/views/history/AuditFilters'
import { AuditView as AuditView_5eb8f6ec6221fced0dc40eba9d526f3c } from '../../../../src/views/history/AuditView'
import { NumberSample as NumberSample_85e4f29853b34608708c15095cb77b59 } from '../../../../src/views/settings/NumberSample'
import { CustomNumbersField as CustomNumbersField_57669b5a8f3b3b9e06e3e528e1cae625 } from '../../../../src/views/settings/CustomNumbersField'
import { SettingsLog as SettingsLog_a2777cc6b82aea448cb00fb95551559e } from '../../../../src/views/settings/SettingsLog'
import { BrandIcon as BrandIcon_3c443e03c1e71d42c708d844ba1bcbc6 } from '../../../../src/views/panel/Brand'
import { BrandLogo as BrandLogo_3c443e03c1e71d42c708d844ba1bcbc6 } from '../../../../src/views/panel/Brand'
import { ChecklistsLink as ChecklistsLink_968f53db8026f7db742870bc92f33853 } from '../../../../src/views/configuration/ChecklistsLink'
import { KeepAlive as KeepAlive_c16afa37a941b3fac4d71a1cc8e05d51 } from '../../../../src/views/shared/KeepAlive'
import { DashboardView as DashboardView_7dbaa33f81c634385580a42b6cbefe60 } from '../../../../src/views/dashboards/DashboardView'
import { ChecklistsView as ChecklistsView_2c720fceb1f421b26fc1db4246db6bde } from '../../../../src/views/configuration/ChecklistsView'
import { CompareView as CompareView_c5605092a10d7b668496393638d952de } from '../../../../src/views/compare/CompareView'
import { NewImportView as NewImportView_b0d70945850453cd3dc6868392c01701 } from '../../../../src/views/imports/NewImportView'
import { CompareItemsView as CompareItemsView_e4ba2d71e937b2a2b63cc17b4b7dee97 } from '../../../../src/views/catalogue/CompareItemsView'
import { MassEditView as MassEditView_d6aa95172f8738bb35d28282c6f8e238 } from '../../../../src/views/catalogue/MassEditView'
import { NonconformanceBoard as NonconformanceBoard_205a4fa0c96efa599b98b8c41fcc145c } from '../../../../src/views/quality/NonconformanceBoard'
import { OrderWizardView as OrderWizardView_7efb0fa7b008098b5e3ce6ff15c372f5 } from '../../../../src/views/wizard/OrderWizardView'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/src/views/stale/StaleRecord#StaleRecord": StaleRecord_a8c169cb2c4060b54c5e524c4995dce3,
  "/src/views/panel/cells#CustomerCell": CustomerCell_d5a49200dbcae602461e970bf41a3780,
  "/src/views/panel/cells#DateCell": DateCell_d5a49200dbcae602461e970bf41a3780,
  "/src/views/orders/ChangeReason#ChangeReasonField": ChangeReasonField_415b1383eea4a2ccde3e75f96bd120c3,
  "/src/views/panel/cells#PriorityCell": PriorityCell_d5a49200dbcae602461e970bf41a3780,
  "/src/views/panel/cells#StatusCell": StatusCell_d5a49200dbcae602461e970bf41a3780,
  "/src/views/panel/formFields#StatusField": StatusField_2ad081ae11720f2d5f547cec23dbf5ca,
  "/src/views/panel/cells#StageCell": StageCell_d5a49200dbcae602461e970bf41a3780,
  "/src/views/panel/formFields#StageField": StageField_2ad081ae11720f2d5f547cec23dbf5ca,
  "/src/views/panel/formFields#OrderCostField": OrderCostField_2ad081ae11720f2d5f547cec23dbf5ca,
  "/src/views/orders/cells#BuildsCell": BuildsCell_8c5074329018fb1962f31661f9c690bd,
  "/src/views/orders/OrderFilters#OrderFilters": OrderFilters_c172ace9c16e73ff8303593141fb7ff7,
  "/src/views/orders/OrderView#OrderView": OrderView_877d44b566c43f8b408d525c6e41b853,
  "/src/views/orders/OrderMaterialView#OrderMaterialView": OrderMaterialView_591aad1a2e7978c1e300a79ae91d1a35,
  "@payloadcms/ui#DefaultEditView": DefaultEditView_3817bf644402e67bfe6577f60ef982de,
  "/src/views/history/RecordHistoryView#RecordHistoryView": RecordHistoryView_b8ac12928233b4bd4dd402afc11fdeca,
  "/src/views/builds/BuildFilters#BuildFilters": BuildFilters_08f29d4b4703d765fb4376faf7c75f76,
  "/src/views/builds/BuildView#BuildView": BuildView_24b11df0738f47157469a7943d4f851b,
  "/src/views/builds/BuildBomView#BuildBomView": BuildBomView_6420ac426303dc88e40f78c384017231,
  "/src/views/production/BuildTasksView#BuildTasksView": BuildTasksView_2434b13c7442bc674b0d385a78754f94,
  "/src/views/quality/BuildFormsView#BuildFormsView": BuildFormsView_9f6477aa2ed1b7cdc80eeac4c6fcd188,
  "/src/views/quality/RecordView#RecordView": RecordView_c80a21378d560ac791b7e5e8c43205ed,
  "/src/views/builds/BuildHistoryView#BuildHistoryView": BuildHistoryView_5a0679b0db5669f1e395fb9f07445cf1,
  "/src/views/builds/ConfigureView#ConfigureView": ConfigureView_eb896b18ff4982115269f73465b28505,
  "/src/views/wizard/DraftInWizard#DraftInWizard": DraftInWizard_a072937e72ed70e1fbe3f797a75a076d,
  "/src/views/history/cells#RoleCell": RoleCell_f52f32f7bdf2ddc087fc82a2ea9289b8,
  "/src/views/panel/formFields#RoleField": RoleField_2ad081ae11720f2d5f547cec23dbf5ca,
  "/src/views/history/cells#MomentCell": MomentCell_f52f32f7bdf2ddc087fc82a2ea9289b8,
  "/src/views/panel/cells#BomStateCell": BomStateCell_d5a49200dbcae602461e970bf41a3780,
  "/src/views/panel/cells#UnresolvedCell": UnresolvedCell_d5a49200dbcae602461e970bf41a3780,
  "/src/views/boms/BomFilters#BomFilters": BomFilters_9a8186fe95451587310f608481b6e167,
  "/src/views/boms/BomView#BomView": BomView_4a84119a2b4e6660198195ac37e05e3f,
  "/src/views/catalogue/ItemNumberField#AskedNumberField": AskedNumberField_20452efa1964cf35289ac4a65ecda4e7,
  "/src/views/catalogue/ItemNumberField#SubstituteNumberField": SubstituteNumberField_20452efa1964cf35289ac4a65ecda4e7,
  "/src/views/panel/cells#ScopeCell": ScopeCell_d5a49200dbcae602461e970bf41a3780,
  "/src/views/panel/cells#LastDayCell": LastDayCell_d5a49200dbcae602461e970bf41a3780,
  "/src/views/panel/DayInput#DayInput": DayInput_296952a3d4832ee9271835287764fd96,
  "/src/views/panel/cells#YesNoCell": YesNoCell_d5a49200dbcae602461e970bf41a3780,
  "/src/views/production/TaskView#TaskView": TaskView_650e9ccac58308109914d4ca274d1de3,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalCell": RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalField": RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#LexicalDiffComponent": LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/client#FixedToolbarFeatureClient": FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UploadFeatureClient": UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#OrderedListFeatureClient": OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnorderedListFeatureClient": UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnderlineFeatureClient": UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BoldFeatureClient": BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ItalicFeatureClient": ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HeadingFeatureClient": HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ParagraphFeatureClient": ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/views/production/InstructionView#InstructionView": InstructionView_22df13c751284c06c2b20d278a95e782,
  "/src/views/quality/cells#FormStateCell": FormStateCell_6e69b74eaf99baab46b3e61aa6ffaf53,
  "/src/views/quality/InspectionView#InspectionView": InspectionView_ef1703993517c3c03bcbca69d525980c,
  "/src/views/quality/NonconformanceFilters#NonconformanceFilters": NonconformanceFilters_96e2dc13327155ac81a4ca3bf49a081f,
  "/src/views/quality/NonconformanceView#NonconformanceView": NonconformanceView_582314a144ab36123be92dca83f075d5,
  "/src/views/history/cells#ResourceCell": ResourceCell_f52f32f7bdf2ddc087fc82a2ea9289b8,
  "/src/views/panel/formFields#ResourceField": ResourceField_2ad081ae11720f2d5f547cec23dbf5ca,
  "/src/views/panel/formFields#MoneyField": MoneyField_2ad081ae11720f2d5f547cec23dbf5ca,
  "/src/views/catalogue/cells#ActiveCell": ActiveCell_7d92586b09b2ff409a24d3ef1a181211,
  "/src/views/imports/CatalogueTables#CatalogueTables": CatalogueTables_b408ef5f71f64d5572fb2dd186c7f08e,
  "/src/views/catalogue/CatalogueTools#CatalogueTools": CatalogueTools_18bf7812950eae05c35997c96d0082a9,
  "/src/views/catalogue/RetireControl#RetireControl": RetireControl_721c0921ba50dd82a72e44252a6c2428,
  "/src/views/catalogue/LabelLink#LabelLink": LabelLink_dcb5e1fba9384cc5846c76d2ffdf4595,
  "/src/views/catalogue/WhereUsedView#WhereUsedView": WhereUsedView_0890d757257c416b56374cae4d8c5c53,
  "/src/views/catalogue/StructureView#StructureView": StructureView_467a5cf821c9a6957f1586c3dba730c9,
  "/src/views/imports/cells#ImportStateCell": ImportStateCell_9c11931a8596ef4235fc8bf6aa7fb679,
  "/src/views/imports/ImportFilters#ImportFilters": ImportFilters_34d6588a2c94c2a1212e9b39fdee6425,
  "/src/views/imports/ImportView#ImportView": ImportView_b109953d9b1c5a4c8439011a507e882f,
  "/src/views/editor/DraftField#FamilyDraftField": FamilyDraftField_2ec7d07c05d0be83cf9eea9f2fe8ebf4,
  "/src/views/configuration/ReleasesView#FamilyReleasesView": FamilyReleasesView_203fdd769fad4e11761d79821cf54874,
  "/src/views/editor/DraftField#WorkflowDraftField": WorkflowDraftField_2ec7d07c05d0be83cf9eea9f2fe8ebf4,
  "/src/views/configuration/ReleasesView#WorkflowReleasesView": WorkflowReleasesView_203fdd769fad4e11761d79821cf54874,
  "/src/views/configuration/ContentField#ContentField": ContentField_a416f8e97adf82bf6f255c10b273222e,
  "/src/views/configuration/ReleaseSigned#ReleaseSignedField": ReleaseSignedField_b42251c8d7b29ea898285fd650aedbb3,
  "/src/views/history/cells#ActionCell": ActionCell_f52f32f7bdf2ddc087fc82a2ea9289b8,
  "/src/views/history/cells#RecordCell": RecordCell_f52f32f7bdf2ddc087fc82a2ea9289b8,
  "/src/views/history/AuditFilters#AuditFilters": AuditFilters_5352903257f0615980e00b152b04f20f,
  "/src/views/history/AuditView#AuditView": AuditView_5eb8f6ec6221fced0dc40eba9d526f3c,
  "/src/views/settings/NumberSample#NumberSample": NumberSample_85e4f29853b34608708c15095cb77b59,
  "/src/views/settings/CustomNumbersField#CustomNumbersField": CustomNumbersField_57669b5a8f3b3b9e06e3e528e1cae625,
  "/src/views/settings/SettingsLog#SettingsLog": SettingsLog_a2777cc6b82aea448cb00fb95551559e,
  "/src/views/panel/Brand#BrandIcon": BrandIcon_3c443e03c1e71d42c708d844ba1bcbc6,
  "/src/views/panel/Brand#BrandLogo": BrandLogo_3c443e03c1e71d42c708d844ba1bcbc6,
  "/src/views/configuration/ChecklistsLink#ChecklistsLink": ChecklistsLink_968f53db8026f7db742870bc92f33853,
  "/src/views/shared/KeepAlive#KeepAlive": KeepAlive_c16afa37a941b3fac4d71a1cc8e05d51,
  "/src/views/dashboards/DashboardView#DashboardView": DashboardView_7dbaa33f81c634385580a42b6cbefe60,
  "/src/views/configuration/ChecklistsView#ChecklistsView": ChecklistsView_2c720fceb1f421b26fc1db4246db6bde,
  "/src/views/compare/CompareView#CompareView": CompareView_c5605092a10d7b668496393638d952de,
  "/src/views/imports/NewImportView#NewImportView": NewImportView_b0d70945850453cd3dc6868392c01701,
  "/src/views/catalogue/CompareItemsView#CompareItemsView": CompareItemsView_e4ba2d71e937b2a2b63cc17b4b7dee97,
  "/src/views/catalogue/MassEditView#MassEditView": MassEditView_d6aa95172f8738bb35d28282c6f8e238,
  "/src/views/quality/NonconformanceBoard#NonconformanceBoard": NonconformanceBoard_205a4fa0c96efa599b98b8c41fcc145c,
  "/src/views/wizard/OrderWizardView#OrderWizardView": OrderWizardView_7efb0fa7b008098b5e3ce6ff15c372f5,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
