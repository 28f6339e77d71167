/** A diagnosis as hospitals code it. */
export interface DiagnosisCode {
  readonly code: string
  readonly name: string
}

/** The diagnoses that consults between hospitals are most often about (ICD-10, names of Quyết định 4469/QĐ-BYT); others are typed with their code. */
const table = `
A09.9 Viêm dạ dày ruột và viêm đại tràng
A15.0 Lao phổi, khẳng định bằng soi đờm
A17.0 Viêm màng não do lao
A40.9 Nhiễm khuẩn huyết do liên cầu
A41.9 Nhiễm khuẩn huyết
A46 Viêm quầng
A90 Sốt xuất huyết Dengue
A91 Sốt xuất huyết Dengue nặng
B05.9 Sởi không biến chứng
B08.4 Bệnh tay chân miệng
B15.9 Viêm gan A cấp
B16.9 Viêm gan B cấp
B18.1 Viêm gan vi rút B mạn
B18.2 Viêm gan vi rút C mạn
B50.9 Sốt rét do Plasmodium falciparum
C16.9 U ác dạ dày
C18.9 U ác đại tràng
C20 U ác trực tràng
C22.0 Ung thư biểu mô tế bào gan
C25.9 U ác tụy
C34.9 U ác phế quản hoặc phổi
C50.9 U ác vú
C53.9 U ác cổ tử cung
C61 U ác tuyến tiền liệt
C73 U ác tuyến giáp
C91.0 Bạch cầu cấp thể lympho
D50.9 Thiếu máu thiếu sắt
D56.1 Beta thalassemia
D62 Thiếu máu sau chảy máu cấp
D65 Đông máu nội mạch rải rác
D69.6 Giảm tiểu cầu
E05.9 Nhiễm độc giáp
E10.1 Đái tháo đường típ 1 có nhiễm toan ceton
E10.9 Đái tháo đường típ 1
E11.1 Đái tháo đường típ 2 có nhiễm toan ceton
E11.5 Đái tháo đường típ 2 có biến chứng mạch máu ngoại vi
E11.9 Đái tháo đường típ 2
E16.2 Hạ đường huyết
E86 Giảm thể tích
E87.1 Hạ natri máu
E87.5 Tăng kali máu
E87.6 Hạ kali máu
G00.9 Viêm màng não do vi khuẩn
G04.9 Viêm não, viêm tủy
G40.9 Động kinh
G41.9 Trạng thái động kinh
G45.9 Cơn thiếu máu não thoáng qua
G61.0 Hội chứng Guillain-Barré
G93.5 Chèn ép não
I10 Tăng huyết áp vô căn
I20.0 Đau thắt ngực không ổn định
I21.0 Nhồi máu cơ tim cấp thành trước
I21.1 Nhồi máu cơ tim cấp thành dưới
I21.4 Nhồi máu cơ tim cấp dưới nội tâm mạc
I21.9 Nhồi máu cơ tim cấp
I25.1 Bệnh tim do xơ vữa động mạch vành
I26.9 Thuyên tắc phổi
I30.9 Viêm màng ngoài tim cấp
I33.0 Viêm nội tâm mạc nhiễm khuẩn cấp và bán cấp
I40.9 Viêm cơ tim cấp
I42.0 Bệnh cơ tim giãn
I44.2 Blốc nhĩ thất hoàn toàn
I46.9 Ngừng tim
I47.1 Nhịp nhanh trên thất
I47.2 Nhịp nhanh thất
I48.9 Rung nhĩ và cuồng nhĩ
I50.0 Suy tim sung huyết
I50.1 Suy thất trái
I60.9 Xuất huyết dưới nhện
I61.9 Xuất huyết não
I62.0 Xuất huyết dưới màng cứng không do chấn thương
I63.9 Nhồi máu não
I64 Đột quỵ không xác định do xuất huyết hay nhồi máu
I71.0 Tách thành động mạch chủ
I71.4 Phình động mạch chủ bụng
I74.3 Thuyên tắc và huyết khối động mạch chi dưới
I80.2 Viêm tắc tĩnh mạch sâu chi dưới
I85.0 Giãn tĩnh mạch thực quản có chảy máu
J12.9 Viêm phổi do vi rút
J15.9 Viêm phổi do vi khuẩn
J18.9 Viêm phổi
J21.9 Viêm tiểu phế quản cấp
J44.1 Bệnh phổi tắc nghẽn mạn tính có đợt cấp
J45.9 Hen phế quản
J46 Cơn hen ác tính
J80 Hội chứng suy hô hấp cấp tiến triển
J81 Phù phổi
J86.9 Mủ màng phổi
J90 Tràn dịch màng phổi
J93.9 Tràn khí màng phổi
J96.0 Suy hô hấp cấp
K25.4 Loét dạ dày có chảy máu
K25.5 Loét dạ dày có thủng
K26.4 Loét tá tràng có chảy máu
K26.5 Loét tá tràng có thủng
K35.3 Viêm ruột thừa cấp có viêm phúc mạc khu trú
K35.8 Viêm ruột thừa cấp
K40.3 Thoát vị bẹn một bên có tắc
K55.0 Bệnh mạch máu cấp của ruột
K56.1 Lồng ruột
K56.6 Tắc ruột
K63.1 Thủng ruột
K65.0 Viêm phúc mạc cấp
K70.3 Xơ gan do rượu
K72.0 Suy gan cấp
K74.6 Xơ gan
K75.0 Áp xe gan
K80.0 Sỏi túi mật có viêm túi mật cấp
K80.3 Sỏi ống mật có viêm đường mật
K81.0 Viêm túi mật cấp
K83.0 Viêm đường mật
K85.0 Viêm tụy cấp vô căn
K85.1 Viêm tụy cấp do sỏi mật
K85.2 Viêm tụy cấp do rượu
K85.9 Viêm tụy cấp
K86.3 Nang giả tụy
K92.2 Chảy máu tiêu hóa
L03.1 Viêm mô tế bào ở chi
M32.1 Lupus ban đỏ hệ thống có tổn thương cơ quan
M72.6 Viêm cân mạc hoại tử
N10 Viêm ống kẽ thận cấp
N13.6 Thận ứ mủ
N17.9 Suy thận cấp
N18.5 Bệnh thận mạn giai đoạn 5
N20.0 Sỏi thận
N39.0 Nhiễm khuẩn đường tiết niệu
O00.1 Thai ở vòi tử cung
O14.1 Tiền sản giật nặng
O15.9 Sản giật
O44.1 Nhau tiền đạo có chảy máu
O45.9 Nhau bong non
O72.1 Chảy máu sau sinh tức thì khác
O85 Nhiễm khuẩn sau sinh
P07.3 Trẻ đẻ non
P21.0 Ngạt nặng khi sinh
P22.0 Hội chứng suy hô hấp ở trẻ sơ sinh
P36.9 Nhiễm khuẩn sơ sinh
P59.9 Vàng da sơ sinh
Q21.0 Thông liên thất
Q21.3 Tứ chứng Fallot
R57.0 Sốc tim
R57.1 Sốc giảm thể tích
R57.2 Sốc nhiễm khuẩn
R65.2 Nhiễm khuẩn nặng có rối loạn chức năng cơ quan
S06.0 Chấn động não
S06.2 Tổn thương não lan tỏa
S06.4 Chảy máu ngoài màng cứng
S06.5 Chảy máu dưới màng cứng do chấn thương
S06.6 Chảy máu dưới nhện do chấn thương
S22.4 Gãy nhiều xương sườn
S27.0 Tràn khí màng phổi do chấn thương
S27.1 Tràn máu màng phổi do chấn thương
S32.8 Gãy xương chậu
S36.0 Tổn thương lách
S36.1 Tổn thương gan hoặc túi mật
S37.0 Tổn thương thận
S72.0 Gãy cổ xương đùi
S72.3 Gãy thân xương đùi
S82.2 Gãy thân xương chày
T07 Đa chấn thương
T31.3 Bỏng 30–39 % diện tích cơ thể
T60.0 Ngộ độc phospho hữu cơ và carbamat
T63.0 Ngộ độc do nọc rắn
T78.2 Sốc phản vệ
T81.0 Chảy máu và tụ máu biến chứng của thủ thuật
T81.4 Nhiễm khuẩn sau thủ thuật
`

/** The curated diagnoses, by code. */
export const diagnosisCodes: readonly DiagnosisCode[] = table.trim().split('\n').map((line) => {
  const space = line.indexOf(' ')
  return { code: line.slice(0, space), name: line.slice(space + 1) }
})

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/giu, 'd').toLowerCase()
const searchable = diagnosisCodes.map((one) => ({ one, text: folded(`${one.code} ${one.name}`) }))

/** Diagnoses whose code or name holds every word typed, marks or none; those whose code begins with it first. */
export function findDiagnoses(typed: string, limit = 12): readonly DiagnosisCode[] {
  const words = folded(typed).split(/\s+/).filter((word) => word !== '')
  const found = searchable.filter(({ text }) => words.every((word) => text.includes(word)))
  return found.toSorted((a, b) => Number(b.text.startsWith(words[0] ?? '')) - Number(a.text.startsWith(words[0] ?? ''))).slice(0, limit).map(({ one }) => one)
}
