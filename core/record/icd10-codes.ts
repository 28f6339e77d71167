// A curated table of the diagnoses that district and provincial hospitals ask about most, written for this product: the codes are
// those of ICD-10, the Vietnamese names are our wording of what the Ministry's list calls them. It is no substitute for the whole list.
const table = `
A01.0 Thương hàn|A09 Tiêu chảy và viêm dạ dày-ruột nhiễm khuẩn|A15.0 Lao phổi, xác nhận bằng soi đờm|A16.2 Lao phổi, không xác nhận vi khuẩn|A17.0 Viêm màng não do lao
A27.9 Bệnh do Leptospira|A33 Uốn ván sơ sinh|A35 Uốn ván|A37.9 Ho gà|A39.0 Viêm màng não do não mô cầu|A40.9 Nhiễm khuẩn huyết do liên cầu|A41.5 Nhiễm khuẩn huyết do vi khuẩn Gram âm
A41.9 Nhiễm khuẩn huyết|A49.9 Nhiễm khuẩn chưa xác định|A53.9 Giang mai|A75.3 Sốt mò|A82.9 Bệnh dại|A83.0 Viêm não Nhật Bản|A86 Viêm não do virus|A87.9 Viêm màng não do virus|A90 Sốt Dengue|A91 Sốt xuất huyết Dengue
B01.9 Thủy đậu|B02.9 Zona|B05.9 Sởi|B08.4 Bệnh tay chân miệng|B15.9 Viêm gan A cấp|B16.9 Viêm gan B cấp|B18.1 Viêm gan B mạn|B18.2 Viêm gan C mạn|B20 Bệnh HIV dẫn đến bệnh nhiễm trùng và ký sinh trùng
B24 Bệnh do HIV|B34.9 Nhiễm virus|B50.9 Sốt rét do P. falciparum|B54 Sốt rét|B77.9 Bệnh giun đũa|B83.9 Bệnh giun sán
C00.9 U ác của môi|C11.9 U ác của vòm mũi họng|C15.9 U ác của thực quản|C16.9 U ác của dạ dày|C18.9 U ác của đại tràng|C20 U ác của trực tràng|C22.0 Ung thư biểu mô tế bào gan|C23 U ác của túi mật
C25.9 U ác của tụy|C32.9 U ác của thanh quản|C34.9 U ác của phế quản hoặc phổi|C43.9 U hắc tố ác của da|C50.9 U ác của vú|C53.9 U ác của cổ tử cung|C54.1 U ác của nội mạc tử cung|C56 U ác của buồng trứng
C61 U ác của tuyến tiền liệt|C64 U ác của thận|C67.9 U ác của bàng quang|C71.9 U ác của não|C73 U ác của tuyến giáp|C78.0 U ác thứ phát của phổi|C78.7 U ác thứ phát của gan|C79.3 U ác thứ phát của não và màng não
C79.5 U ác thứ phát của xương|C81.9 U lympho Hodgkin|C85.9 U lympho không Hodgkin|C90.0 Đa u tủy xương|C91.0 Bạch cầu cấp dòng lympho|C92.0 Bạch cầu cấp dòng tủy|C92.1 Bạch cầu mạn dòng tủy
D12.6 U lành của đại tràng|D24 U lành của vú|D25.9 U cơ trơn tử cung|D32.9 U lành của màng não|D50.9 Thiếu máu do thiếu sắt|D56.9 Bệnh Thalassemia|D59.9 Thiếu máu tan máu mắc phải|D61.9 Suy tủy xương|D62 Thiếu máu cấp sau mất máu
D64.9 Thiếu máu|D65 Đông máu rải rác nội mạch|D66 Thiếu yếu tố VIII di truyền|D69.3 Xuất huyết giảm tiểu cầu vô căn|D69.6 Giảm tiểu cầu|D70 Mất bạch cầu hạt|E03.9 Suy giáp|E05.0 Cường giáp với bướu giáp lan tỏa|E05.9 Nhiễm độc giáp
E06.3 Viêm tuyến giáp tự miễn|E10.1 Đái tháo đường típ 1 có nhiễm toan ceton|E10.9 Đái tháo đường típ 1|E11.0 Đái tháo đường típ 2 có hôn mê|E11.1 Đái tháo đường típ 2 có nhiễm toan ceton|E11.2 Đái tháo đường típ 2 có biến chứng thận
E11.5 Đái tháo đường típ 2 có biến chứng mạch ngoại vi|E11.9 Đái tháo đường típ 2|E16.2 Hạ đường huyết|E24.9 Hội chứng Cushing|E27.4 Suy vỏ thượng thận|E43 Suy dinh dưỡng nặng do thiếu protein năng lượng|E66.9 Béo phì
E78.5 Tăng lipid máu|E83.5 Rối loạn chuyển hóa calci|E86 Giảm thể tích|E87.1 Hạ natri máu|E87.2 Toan hóa máu|E87.5 Tăng kali máu|E87.6 Hạ kali máu|F03 Sa sút trí tuệ|F05.9 Sảng|F10.2 Nghiện rượu|F10.4 Cai rượu có sảng
F20.9 Tâm thần phân liệt|F31.9 Rối loạn cảm xúc lưỡng cực|F32.9 Giai đoạn trầm cảm|F41.1 Rối loạn lo âu lan tỏa|F41.9 Rối loạn lo âu|F43.0 Phản ứng stress cấp|F84.0 Tự kỷ
G00.9 Viêm màng não do vi khuẩn|G03.9 Viêm màng não|G04.9 Viêm não, viêm tủy|G06.0 Áp xe nội sọ|G20 Bệnh Parkinson|G35 Xơ cứng rải rác|G40.9 Động kinh|G41.9 Trạng thái động kinh|G43.9 Đau nửa đầu|G45.9 Cơn thiếu máu não thoáng qua
G51.0 Liệt Bell|G61.0 Hội chứng Guillain-Barré|G70.0 Nhược cơ|G80.9 Bại não|G82.2 Liệt hai chi dưới|G91.9 Não úng thủy|G93.1 Tổn thương não do thiếu oxy|G93.6 Phù não|H25.9 Đục thủy tinh thể người già|H33.0 Bong võng mạc có lỗ rách
H40.2 Glôcôm góc đóng|H66.9 Viêm tai giữa|H91.2 Điếc đột ngột
I05.0 Hẹp van hai lá|I10 Tăng huyết áp vô căn|I11.0 Bệnh tim do tăng huyết áp có suy tim|I20.0 Cơn đau thắt ngực không ổn định|I20.9 Cơn đau thắt ngực|I21.0 Nhồi máu cơ tim cấp thành trước|I21.1 Nhồi máu cơ tim cấp thành dưới
I21.4 Nhồi máu cơ tim cấp dưới nội tâm mạc|I21.9 Nhồi máu cơ tim cấp|I25.1 Bệnh tim do xơ vữa động mạch|I25.9 Bệnh tim thiếu máu cục bộ mạn|I26.9 Thuyên tắc phổi|I27.0 Tăng áp phổi nguyên phát|I30.9 Viêm màng ngoài tim cấp
I31.9 Chèn ép hoặc bệnh màng ngoài tim|I33.0 Viêm nội tâm mạc nhiễm khuẩn cấp|I34.0 Hở van hai lá|I35.0 Hẹp van động mạch chủ|I40.9 Viêm cơ tim cấp|I42.0 Bệnh cơ tim giãn|I44.2 Block nhĩ thất hoàn toàn|I46.9 Ngừng tim|I47.1 Nhịp nhanh trên thất
I47.2 Nhịp nhanh thất|I48.9 Rung nhĩ|I49.5 Hội chứng suy nút xoang|I50.0 Suy tim sung huyết|I50.9 Suy tim|I60.9 Chảy máu dưới nhện|I61.9 Chảy máu não|I62.0 Tụ máu dưới màng cứng không do chấn thương|I63.9 Nhồi máu não
I64 Đột quỵ, không xác định do chảy máu hay nhồi máu|I67.1 Phình mạch não chưa vỡ|I69.3 Di chứng nhồi máu não|I70.2 Xơ vữa động mạch chi|I71.0 Tách thành động mạch chủ|I71.3 Phình động mạch chủ bụng vỡ|I71.4 Phình động mạch chủ bụng
I74.3 Thuyên tắc và huyết khối động mạch chi dưới|I80.2 Huyết khối tĩnh mạch sâu chi dưới|I83.9 Giãn tĩnh mạch chi dưới|I85.0 Giãn tĩnh mạch thực quản chảy máu|I95.9 Hạ huyết áp
J03.9 Viêm amidan cấp|J06.9 Nhiễm trùng hô hấp trên cấp|J11.0 Cúm có viêm phổi|J11.1 Cúm|J12.9 Viêm phổi do virus|J15.9 Viêm phổi do vi khuẩn|J18.0 Viêm phế quản phổi|J18.9 Viêm phổi|J20.9 Viêm phế quản cấp|J21.9 Viêm tiểu phế quản cấp
J38.5 Co thắt thanh quản|J44.0 Bệnh phổi tắc nghẽn mạn có nhiễm trùng|J44.1 Đợt cấp bệnh phổi tắc nghẽn mạn|J44.9 Bệnh phổi tắc nghẽn mạn|J45.9 Hen phế quản|J46 Cơn hen ác tính|J47 Giãn phế quản|J69.0 Viêm phổi hít
J80 Hội chứng suy hô hấp tiến triển (ARDS)|J81 Phù phổi|J84.1 Bệnh phổi mô kẽ có xơ hóa|J85.2 Áp xe phổi|J86.9 Mủ màng phổi|J90 Tràn dịch màng phổi|J93.9 Tràn khí màng phổi|J96.0 Suy hô hấp cấp|J96.1 Suy hô hấp mạn
K21.9 Trào ngược dạ dày-thực quản|K25.0 Loét dạ dày cấp có chảy máu|K25.9 Loét dạ dày|K26.0 Loét tá tràng cấp có chảy máu|K26.5 Thủng loét tá tràng|K26.9 Loét tá tràng|K29.7 Viêm dạ dày|K35.2 Viêm ruột thừa cấp có viêm phúc mạc toàn thể
K35.3 Viêm ruột thừa cấp có viêm phúc mạc khu trú|K35.8 Viêm ruột thừa cấp|K40.3 Thoát vị bẹn nghẹt|K40.9 Thoát vị bẹn|K50.9 Bệnh Crohn|K51.9 Viêm loét đại tràng|K55.0 Thiếu máu ruột cấp|K56.1 Lồng ruột|K56.2 Xoắn ruột
K56.6 Tắc ruột|K57.9 Bệnh túi thừa ruột|K61.0 Áp xe hậu môn|K63.1 Thủng ruột|K64.9 Bệnh trĩ|K65.0 Viêm phúc mạc cấp|K70.3 Xơ gan do rượu|K72.0 Suy gan cấp|K74.6 Xơ gan|K75.0 Áp xe gan|K76.0 Gan nhiễm mỡ|K76.7 Hội chứng gan thận
K80.0 Sỏi túi mật có viêm túi mật cấp|K80.2 Sỏi túi mật|K80.3 Sỏi ống mật có viêm đường mật|K81.0 Viêm túi mật cấp|K83.0 Viêm đường mật|K83.1 Tắc ống mật|K85.9 Viêm tụy cấp|K86.1 Viêm tụy mạn|K92.2 Chảy máu tiêu hóa
L02.9 Áp xe da, nhọt|L03.9 Viêm mô bào|L08.9 Nhiễm khuẩn da|L10.0 Pemphigus|L27.0 Phát ban toàn thân do thuốc|L40.9 Vảy nến|L51.1 Hội chứng Stevens-Johnson|L51.2 Hoại tử thượng bì nhiễm độc|L89.9 Loét do tì đè
M00.9 Viêm khớp nhiễm khuẩn|M06.9 Viêm khớp dạng thấp|M10.9 Gút|M17.9 Thoái hóa khớp gối|M32.9 Lupus ban đỏ hệ thống|M45 Viêm cột sống dính khớp|M47.9 Thoái hóa cột sống|M51.2 Thoát vị đĩa đệm thắt lưng|M54.5 Đau thắt lưng
M72.6 Viêm cân mạc hoại tử|M80.9 Loãng xương có gãy xương|M86.9 Viêm xương tủy|N00.9 Hội chứng viêm cầu thận cấp|N04.9 Hội chứng thận hư|N10 Viêm thận bể thận cấp|N13.6 Ứ mủ thận|N17.9 Suy thận cấp|N18.5 Bệnh thận mạn giai đoạn 5
N18.9 Bệnh thận mạn|N20.0 Sỏi thận|N20.1 Sỏi niệu quản|N39.0 Nhiễm khuẩn tiết niệu|N40 Tăng sản tuyến tiền liệt|N44 Xoắn tinh hoàn|N70.9 Viêm vòi trứng, buồng trứng|N80.9 Lạc nội mạc tử cung|N83.2 Nang buồng trứng|N83.5 Xoắn buồng trứng
O00.1 Chửa ở vòi trứng|O00.9 Chửa ngoài tử cung|O03.9 Sẩy thai tự nhiên|O14.1 Tiền sản giật nặng|O14.9 Tiền sản giật|O15.9 Sản giật|O24.4 Đái tháo đường thai kỳ|O36.4 Thai chết lưu|O42.9 Ối vỡ non|O44.1 Rau tiền đạo có chảy máu
O45.9 Rau bong non|O60.1 Chuyển dạ sinh non|O62.2 Đờ tử cung|O64.9 Chuyển dạ tắc nghẽn do ngôi bất thường|O71.1 Vỡ tử cung trong chuyển dạ|O72.1 Chảy máu sau sinh|O75.3 Nhiễm khuẩn trong chuyển dạ|O80 Sinh thường một thai|O82 Mổ lấy thai|O85 Nhiễm khuẩn sau sinh|O88.1 Tắc mạch ối
P07.3 Trẻ sinh non|P21.9 Ngạt khi sinh|P22.0 Hội chứng suy hô hấp sơ sinh|P23.9 Viêm phổi bẩm sinh|P24.0 Hít phân su sơ sinh|P36.9 Nhiễm khuẩn huyết sơ sinh|P59.9 Vàng da sơ sinh|P77 Viêm ruột hoại tử sơ sinh
Q21.0 Thông liên thất|Q21.1 Thông liên nhĩ|Q21.3 Tứ chứng Fallot|Q25.0 Còn ống động mạch|Q42.3 Không hậu môn bẩm sinh|Q43.1 Bệnh Hirschsprung|Q90.9 Hội chứng Down
R04.2 Ho ra máu|R07.4 Đau ngực|R10.0 Đau bụng cấp|R17 Vàng da|R31 Đái máu|R40.2 Hôn mê|R50.9 Sốt|R55 Ngất|R56.0 Co giật do sốt|R57.0 Sốc tim|R57.1 Sốc giảm thể tích|R57.2 Sốc nhiễm khuẩn|R57.9 Sốc
S02.0 Vỡ vòm sọ|S02.1 Vỡ nền sọ|S06.0 Chấn động não|S06.3 Dập não khu trú|S06.4 Chảy máu ngoài màng cứng|S06.5 Chảy máu dưới màng cứng do chấn thương|S06.6 Chảy máu dưới nhện do chấn thương|S06.9 Chấn thương sọ não|S12.9 Gãy đốt sống cổ
S14.1 Tổn thương tủy cổ|S22.4 Gãy nhiều xương sườn|S25.0 Tổn thương động mạch chủ ngực|S26.9 Tổn thương tim|S27.0 Tràn khí màng phổi do chấn thương|S27.1 Tràn máu màng phổi do chấn thương|S32.0 Gãy đốt sống thắt lưng|S32.8 Gãy xương chậu
S36.0 Vỡ lách do chấn thương|S36.1 Tổn thương gan hoặc túi mật|S36.4 Tổn thương ruột non|S37.0 Chấn thương thận|S42.2 Gãy đầu trên xương cánh tay|S52.5 Gãy đầu dưới xương quay|S68.1 Đứt lìa ngón tay|S72.0 Gãy cổ xương đùi|S72.3 Gãy thân xương đùi|S82.2 Gãy thân xương chày
S85.0 Tổn thương động mạch khoeo|T07 Đa chấn thương|T14.9 Tổn thương chưa xác định|T17.9 Dị vật đường thở|T18.1 Dị vật thực quản|T30.0 Bỏng|T31.3 Bỏng 30–39 % diện tích cơ thể|T40.2 Ngộ độc opioid|T42.4 Ngộ độc benzodiazepin|T46.0 Ngộ độc glycosid tim
T50.9 Ngộ độc thuốc|T51.1 Ngộ độc methanol|T51.9 Ngộ độc rượu|T58 Ngộ độc khí CO|T60.0 Ngộ độc phospho hữu cơ|T60.3 Ngộ độc thuốc diệt cỏ (paraquat)|T62.0 Ngộ độc nấm|T63.0 Rắn độc cắn|T63.4 Ong đốt|T67.0 Say nóng|T71 Ngạt|T75.1 Ngạt nước|T75.4 Điện giật
T78.2 Sốc phản vệ|T79.4 Sốc do chấn thương|T79.6 Thiếu máu cơ do chấn thương (hội chứng khoang)|T81.0 Chảy máu sau thủ thuật|T81.4 Nhiễm trùng sau thủ thuật|T82.9 Biến chứng của dụng cụ tim mạch|T88.6 Sốc phản vệ do thuốc
U07.1 COVID-19, xác định được virus|Z21 Tình trạng nhiễm HIV không triệu chứng|Z30.9 Kế hoạch hóa gia đình|Z49.1 Lọc máu chu kỳ|Z51.1 Hóa trị u|Z94.0 Ghép thận|Z95.0 Mang máy tạo nhịp tim|Z95.5 Đã đặt stent mạch vành|Z99.2 Phụ thuộc lọc thận`

/** A diagnosis by its code. */
export interface Diagnosis {
  readonly code: string
  readonly name: string
}

/** The common diagnoses in the order of their codes. */
export const commonDiagnoses: readonly Diagnosis[] = table.trim().split(/[|\n]/).map((entry) => {
  const [, code = '', name = ''] = /^(\S+) (.+)$/.exec(entry.trim()) ?? []
  return { code, name: name.normalize('NFC') }
})
