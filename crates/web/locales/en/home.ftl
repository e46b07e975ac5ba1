# The first page and the map

figure-none = not recorded
figure-records = Records of the register that you may see
